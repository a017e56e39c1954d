"""What each platform lets the council do: the table that the enforcer asks, and `docs/platforms.md` is made from.

A platform that cannot do something is no error: the action becomes an officer's task, with what to do there by hand.
Source of each cell: R seen by running the platform's own servers, S its published specification, D its documentation,
M from memory, to be checked against the live service.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from beadle.domain.channels import Capability, Channel
from beadle.domain.errors import NotPossibleHere


class Source(StrEnum):
    """How well something is known."""

    RUN = "R"
    SPECIFICATION = "S"
    MEMORY = "M"


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether the platform's API can do something, and what an officer does where it cannot."""

    can: bool
    source: Source
    note: str = ""  # a limit, or why not
    by_hand: str = ""  # what to do on the platform itself, as a sentence; never empty where `can` is False
    setting: tuple[str, str] | None = None  # only a channel with this setting, name and value, can


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What one post may carry beside its text."""

    most: int
    pictures: bool = True
    videos: bool = True
    mixed: bool = False  # several at once may be of both kinds; otherwise a video goes alone
    required: bool = False  # a post has one at least


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """One platform's column of the table."""

    title: str
    service_url: str  # of its API; "" where every server has its own
    longest_text: int  # of a post, in `text_unit`
    text_unit: str
    media: MediaFacts
    alt_text: str
    scheduling: str
    proof: str  # how far the adapter has been tried
    abilities: Mapping[Capability, Ability]


def abilities(channel: Channel) -> Mapping[Capability, Ability]:
    """Return what the channel's platform can do. NotPossibleHere names the known platforms for an unknown one."""
    return facts(channel.platform).abilities


def facts(platform: str) -> PlatformFacts:
    """Return a platform's column. NotPossibleHere names the known platforms for an unknown one."""
    if platform not in PLATFORMS:
        raise NotPossibleHere(f"{platform!r} is none of: {', '.join(sorted(PLATFORMS))}")
    return PLATFORMS[platform]


def capabilities(channel: Channel) -> frozenset[Capability]:
    """Return what can be done through the API for this very channel, its settings considered."""

    def is_there(ability: Ability) -> bool:
        if ability.setting is None:
            return ability.can
        name, value = ability.setting
        return channel.settings.get(name) == value

    return frozenset(capability for capability, ability in abilities(channel).items() if is_there(ability))


_R, _S, _M = Source.RUN, Source.SPECIFICATION, Source.MEMORY
_NOT_MET = "An HTTP fake held to the published specification; it has not met the live service."

PLATFORMS: Mapping[str, PlatformFacts] = {
    "facebook": PlatformFacts(
        title="Facebook Page",
        service_url="https://graph.facebook.com",
        longest_text=63_206,
        text_unit="characters",
        media=MediaFacts(10),
        alt_text="yes",
        scheduling="from 10 minutes to 30 days ahead; Beadle's own scheduler publishes",
        proof=_NOT_MET,
        abilities={
            Capability.HIDE: Ability(True, _S, "its author and their friends still see it"),
            Capability.DELETE_COMMENT: Ability(True, _S),
            Capability.REPLY: Ability(True, _S),
            Capability.PUBLISH: Ability(True, _S, "never the words of the last post again"),
            Capability.EDIT_POST: Ability(True, _S),
            Capability.RETRACT: Ability(True, _S),
            Capability.BLOCK: Ability(True, _S),
            Capability.REPORT: Ability(
                False,
                _M,
                "no API",
                "Open the comment on Facebook, choose the three dots beside it, then Report comment.",
            ),
        },
    ),
    "instagram": PlatformFacts(
        title="Instagram",
        service_url="https://graph.facebook.com",
        longest_text=2_200,
        text_unit="characters",
        media=MediaFacts(10, mixed=True, required=True),
        alt_text="yes",
        scheduling="no",
        proof=_NOT_MET,
        abilities={
            Capability.HIDE: Ability(True, _S),
            Capability.DELETE_COMMENT: Ability(True, _S),
            Capability.REPLY: Ability(True, _S),
            Capability.PUBLISH: Ability(True, _S, "never without a picture or a video"),
            Capability.EDIT_POST: Ability(
                False,
                _S,
                "no API",
                "Open the post on Instagram, choose the three dots, then Edit, and change its text.",
            ),
            Capability.RETRACT: Ability(True, _S),
            Capability.BLOCK: Ability(
                False,
                _S,
                "no API",
                "Open the author's profile on Instagram, choose the three dots, then Block.",
            ),
            Capability.REPORT: Ability(
                False, _M, "no API", "Swipe left on the comment in the Instagram app (or hold it), then choose Report."
            ),
        },
    ),
    "x": PlatformFacts(
        title="X",
        service_url="https://api.x.com",
        longest_text=280,
        text_unit="weighted characters",
        media=MediaFacts(4),
        alt_text="yes",
        scheduling="no",
        proof=_NOT_MET,
        abilities={
            Capability.HIDE: Ability(
                True, _S, "725 replies a conversation, 50 in 15 minutes; shown nowhere, so X's own answer is the proof"
            ),
            Capability.DELETE_COMMENT: Ability(
                False,
                _S,
                "only its author can",
                "Hide the reply on X: choose the three dots beside it, then Hide reply.",
            ),
            Capability.REPLY: Ability(True, _S, "self-serve access: only where the author mentioned or quoted us"),
            Capability.PUBLISH: Ability(True, _S),
            Capability.EDIT_POST: Ability(
                False,
                _S,
                "accounts with Premium only",
                "Edit the post on X within an hour of publishing (Premium), or delete it and publish it again.",
                ("edits", "premium"),
            ),
            Capability.RETRACT: Ability(True, _S),
            Capability.BLOCK: Ability(
                False,
                _S,
                "Enterprise access only",
                "Open the author's profile on X, choose the three dots, then Block.",
                ("access", "enterprise"),
            ),
            Capability.REPORT: Ability(
                False, _S, "no API", "Choose the three dots beside the post on X, then Report post."
            ),
        },
    ),
    "youtube": PlatformFacts(
        title="YouTube",
        service_url="https://youtube.googleapis.com",
        longest_text=5_000,
        text_unit="characters",
        media=MediaFacts(1, pictures=False, required=True),
        alt_text="not applicable",
        scheduling="yes, for videos; Beadle's own scheduler publishes",
        proof=_NOT_MET,
        abilities={
            Capability.HIDE: Ability(True, _S, "rejected comments; published again when shown"),
            Capability.DELETE_COMMENT: Ability(
                False,
                _M,
                "a channel can only reject",
                "In YouTube Studio, Comments, choose the bin beside the comment.",
            ),
            Capability.REPLY: Ability(True, _S),
            Capability.PUBLISH: Ability(True, _S, "videos only"),
            Capability.EDIT_POST: Ability(True, _S, "a video's description"),
            Capability.RETRACT: Ability(True, _S),
            Capability.BLOCK: Ability(
                True, _S, "with rejecting one of the author's comments; seen and taken back only in YouTube Studio"
            ),
            Capability.REPORT: Ability(
                False, _S, "for videos only", "Choose the three dots beside the comment on YouTube, then Report."
            ),
        },
    ),
    "bluesky": PlatformFacts(
        title="Bluesky",
        service_url="https://bsky.social",
        longest_text=300,
        text_unit="graphemes",
        media=MediaFacts(4, videos=False),
        alt_text="required",
        scheduling="no",
        proof="The reference servers of the network, run on loopback; it has not met the public service.",
        abilities={
            Capability.HIDE: Ability(True, _R, "300 replies a thread, in threads of our own"),
            Capability.DELETE_COMMENT: Ability(
                False,
                _R,
                "only its author can",
                "Hide the reply on Bluesky: the three dots beside it, Hide reply for everyone.",
            ),
            Capability.REPLY: Ability(True, _R),
            Capability.PUBLISH: Ability(True, _R),
            Capability.EDIT_POST: Ability(
                False,
                _R,
                "no post can be edited",
                "Delete the post on Bluesky and publish the corrected text as a new one.",
            ),
            Capability.RETRACT: Ability(True, _R),
            Capability.BLOCK: Ability(True, _R),
            Capability.REPORT: Ability(True, _R),
        },
    ),
    "mastodon": PlatformFacts(
        title="Mastodon",
        service_url="",
        longest_text=500,  # a server's own limit is the channel's setting longest_text
        text_unit="graphemes",
        media=MediaFacts(4),
        alt_text="yes",
        scheduling="5 minutes or more ahead; Beadle's own scheduler publishes",
        proof=_NOT_MET,
        abilities={
            Capability.HIDE: Ability(
                False,
                _S,
                "nothing like it",
                "Ask the server's administrators to remove the reply, with the report that Beadle made.",
            ),
            Capability.DELETE_COMMENT: Ability(
                False,
                _R,
                "only its author and the server's administrators can",
                "Ask the server's administrators to remove the reply.",
            ),
            Capability.REPLY: Ability(True, _R),
            Capability.PUBLISH: Ability(True, _R),
            Capability.EDIT_POST: Ability(True, _R),
            Capability.RETRACT: Ability(True, _R),
            Capability.BLOCK: Ability(True, _R, "hides the author from the council only, not from the public"),
            Capability.REPORT: Ability(True, _R),
        },
    ),
    "sandbox": PlatformFacts(
        title="Sandbox",
        service_url="",
        longest_text=5_000,
        text_unit="characters",
        media=MediaFacts(0),
        alt_text="no",
        scheduling="no",
        proof="A platform on this machine, for trying and testing.",
        abilities={capability: Ability(True, _R) for capability in Capability},
    ),
}
"""Facts gathered in November 2026."""
