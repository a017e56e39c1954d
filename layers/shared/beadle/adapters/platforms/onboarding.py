"""What a platform needs before Beadle can act for an account: what to give as its name, and which secrets, from where.

Beside the adapters, for whoever adds an adapter knows it; no function imports it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from beadle.adapters.platforms.mastodon.api import SCOPES as MASTODON_SCOPES
from beadle.adapters.platforms.x.session import SCOPES as X_SCOPES
from beadle.domain.channels import Channel


@dataclass(frozen=True, slots=True)
class SecretValue:
    """One value of a channel's secret."""

    name: str
    question: str
    is_needed: bool = True
    is_exchanged: bool = False  # what the platform gives for the others, and gives anew


@dataclass(frozen=True, slots=True)
class Allowance:
    """Something of which a channel may use so much in a period; the adapter counts it."""

    meter: Callable[[Channel, Mapping[str, str], datetime], str]  # of a channel, its secret and an instant
    limit: Callable[[Channel], int]
    say: Callable[[int, int], str]  # what is used and the limit, in words


@dataclass(frozen=True, slots=True)
class Onboarding:
    """What to ask for, step by step."""

    account: str
    steps: str  # how an officer comes by the secrets
    secrets: tuple[SecretValue, ...]
    settings: Mapping[str, str] = field(default_factory=dict)  # name -> what it does
    allowance: Allowance | None = None


def _spent_on_x(channel: Channel, _: Mapping[str, str], at: datetime) -> str:
    from beadle.adapters.platforms.x.costs import meter  # noqa: PLC0415 - a council without X does not load it

    return meter(channel.channel_id, at)


def _cap_on_x(channel: Channel) -> int:
    from beadle.adapters.platforms.x.costs import cap  # noqa: PLC0415 - as above

    return cap(channel)


def _used_on_youtube(_: Channel, secret: Mapping[str, str], at: datetime) -> str:
    from beadle.adapters.platforms.youtube.units import meter  # noqa: PLC0415 - as above

    return meter(secret, at)


def _units_on_youtube(channel: Channel) -> int:
    from beadle.adapters.platforms.youtube.units import a_day  # noqa: PLC0415 - as above

    return a_day(channel)


_WATCHED = "how many of the last posts have their comments read at every poll"
_META = (
    SecretValue("token", "The page's access token"),
    SecretValue("app_id", "The app's id (so that the token's end is seen coming)", is_needed=False),
    SecretValue("app_secret", "The app's secret (proves calls and webhooks)", is_needed=False),
    SecretValue("verify_token", "The word that Meta's webhook is verified with", is_needed=False),
)
_META_STEPS = (
    "In Meta's Business settings, make a system user with the page and the app as its assets, and generate a token for "
    "it that never expires. docs/deploying.md names the permissions."
)
_OAUTH = (
    SecretValue("client_id", "The app's client id"),
    SecretValue("client_secret", "The app's client secret"),
    SecretValue("refresh_token", "The refresh token that the account granted to the app"),
    SecretValue("access_token", "An access token, where one is at hand", is_needed=False, is_exchanged=True),
)

ONBOARDING: Mapping[str, Onboarding] = {
    "bluesky": Onboarding(
        "the handle: council.example.org",
        "In Bluesky: Settings, Privacy and security, App passwords, Add. It never expires.",
        (SecretValue("app_password", "The app password"),),
        {"watched_posts": f"{_WATCHED}: 1 to 100 (50)", "language": "of its posts (en)"},
    ),
    "facebook": Onboarding(
        "the page's numeric id",
        _META_STEPS,
        _META,
        {
            "version": "of the Graph API",
            "watched_posts": f"{_WATCHED} (25)",
            "watch_ads": "yes where comments on advertisements are read too",
        },
    ),
    "instagram": Onboarding(
        "the numeric id of the Instagram account",
        _META_STEPS,
        _META,
        {"version": "of the Graph API", "watched_posts": f"{_WATCHED} (25)"},
    ),
    "mastodon": Onboarding(
        "the handle without its server: council",
        "On the account's server: Preferences, Development, New application, with the permissions "
        f"{' '.join(MASTODON_SCOPES)}; then open it and copy its access token.",
        (SecretValue("access_token", "The application's access token"),),
        {
            "watched_posts": f"{_WATCHED}: 1 to 40 (30)",
            "language": "of its posts (en)",
            "visibility": "of its posts: public (the default) or unlisted",
        },
    ),
    "sandbox": Onboarding(
        "the account's name", "The sandbox was started with it.", (SecretValue("token", "The account's token"),)
    ),
    "x": Onboarding(
        "the account's number, or its handle without the @",
        f"In X's developer console, make an app with OAuth 2.0, and grant it {' '.join(X_SCOPES)} as the account.",
        _OAUTH,
        {
            "monthly_cap_usd": "dollars that may be spent a month (10)",
            "backlog": "how many comments that are there already are read at first (800)",
            "access": "enterprise where the contract is one: then authors can be blocked",
            "edits": "premium where the account has it: then posts can be edited",
        },
        Allowance(_spent_on_x, _cap_on_x, lambda used, limit: f"${used / 1e6:.2f} of ${limit / 1e6:.2f} this month"),
    ),
    "youtube": Onboarding(
        "the channel's id: UC...",
        "In Google's Cloud console, make an OAuth client for the YouTube Data API, publish its consent screen (or its "
        "tokens end after seven days), and grant it youtube.force-ssl as the channel's owner.",
        _OAUTH,
        {
            "watched_threads": "how many of the last threads of comments are read at every poll (500)",
            "backlog": "how many threads that are there already are read at first (10000)",
            "daily_units": "what the app's project may use a day, for all its channels (10000)",
        },
        Allowance(_used_on_youtube, _units_on_youtube, lambda used, limit: f"{used} of {limit} units today"),
    ),
}
