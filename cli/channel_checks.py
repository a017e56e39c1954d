"""Try an account: its token, its permissions, what can be done there and what becomes a task, its last comments.

Nothing is changed; a token that has run out is exchanged, as a function would do it.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from beadle.adapters.platforms.known import KnownPlatforms
from beadle.domain.channels import Channel
from beadle.domain.comments import Comment
from beadle.domain.errors import BeadleError, CredentialsRefused
from beadle.domain.platforms import abilities
from beadle.domain.ports import Platform, Standing, Tokens, Usage
from local.screen import Screen, listed, london, table

LAST = 5  # comments that are shown
READ = 200  # comments that are read at most to find them: X charges for each
SHORT = 100  # characters of a comment


@dataclass(slots=True)
class GivenTokens:
    """Fits the Tokens port: one secret, given by hand.

    A platform may take a refresh token only once, so what it gives instead is kept in a file that only its owner reads.
    """

    secret: Mapping[str, str]
    keep_in: Path | None

    def of(self, channel_id: str) -> Mapping[str, str]:  # noqa: ARG002 - the port's
        """Return the secret."""
        return self.secret

    def renew(
        self, channel_id: str, seen: Mapping[str, str], refresh: Callable[[Mapping[str, str]], Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Exchange the values. CredentialsRefused, and nothing exchanged, where the new ones would be lost."""
        if self.secret != seen:
            return self.secret
        if "refresh_token" not in seen:  # a session, which is made anew each time
            self.secret = refresh(self.secret)
            return self.secret
        if self.keep_in is None:
            raise CredentialsRefused(
                f"channel {channel_id}: its token has to be exchanged first, and the platform may take the old one "
                "only once: name a file for the new values with --renewed FILE"
            )
        # Made before the exchange: where it cannot be made, nothing must be exchanged.
        with os.fdopen(os.open(self.keep_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            self.secret = refresh(self.secret)
            json.dump(dict(self.secret), file)
        return self.secret


@dataclass(slots=True)
class FreshUsage:
    """Fits the Usage port: nothing was used before, and what is used now is counted for this check alone."""

    used: dict[str, int] = field(default_factory=dict)

    def spend(self, meter: str, amount: int, limit: int, until: datetime) -> int:  # noqa: ARG002 - the port's
        """Count; a check stays far below any limit."""
        self.used[meter] = self.used.get(meter, 0) + amount
        return self.used[meter]

    def spent(self, meter: str) -> int:
        """Return what was counted."""
        return self.used.get(meter, 0)


def check(channel: Channel, tokens: Tokens, usage: Usage, screen: Screen) -> bool:
    """Try one channel and tell how it stands; whether all is well."""
    screen.print(f"{channel.channel_id}: {channel.platform}, {channel.account}, {channel.service_url}")
    try:
        # Where the newest comments come first, and are paid for, no more are read than are shown.
        few = replace(channel, settings={**channel.settings, "backlog": str(READ)})
        platform = KnownPlatforms(tokens, usage).of(few)
        standing = platform.standing()
        _tell(screen, _standing(standing))
        _tell(screen, _capabilities(channel, platform))
        comments, was_all = _last(platform)
    except BeadleError as error:
        _tell(screen, [("FAILED", str(error))])
        return False
    title = "Its last comments" if was_all else f"The newest of {READ} comments that were read; there are more"
    rows = table(title, "When", "Author", "Comment")
    for comment in comments:
        rows.add_row(london(comment.posted_at), comment.author.handle, shortened(comment.text))
    screen.print(rows if comments else "  no comments yet")
    return not standing.missing_permissions


def shortened(text: str) -> str:
    """Return the beginning of a comment, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def _standing(standing: Standing) -> Iterator[tuple[str, str]]:
    yield "token", f"accepted, for {standing.name} {standing.url}"
    yield "ends", london(standing.token_expires_at) or "does not, or renews itself"
    missing = standing.missing_permissions
    yield "permissions", f"MISSING: {', '.join(missing)}" if missing else "none known to be missing"


def _capabilities(channel: Channel, platform: Platform) -> Iterator[tuple[str, str]]:
    yield "can", listed(sorted(platform.capabilities))
    for capability, ability in abilities(channel).items():
        if capability not in platform.capabilities:
            yield f"{capability} by hand", f"{ability.note}. {ability.by_hand}"


def _last(platform: Platform) -> tuple[list[Comment], bool]:
    """Return the last few comments, and whether all that there are were read."""
    comments = (comment for page in platform.comments(None) for comment in page.comments)
    newest = deque(islice(comments, READ), LAST)
    return sorted(newest, key=lambda comment: comment.posted_at), next(comments, None) is None


def _tell(screen: Screen, lines: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    for name, words in lines:
        screen.print(f"  {name:<12} {words}")
