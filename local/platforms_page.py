"""Write docs/platforms.md from the table that the enforcer asks: `python -m local.platforms_page`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from beadle.domain.channels import Capability
from beadle.domain.platforms import PLATFORMS, Ability, PlatformFacts

PAGE = Path(__file__).parents[1] / "docs" / "platforms.md"
WORDS = {
    Capability.HIDE: "hide and show a comment",
    Capability.DELETE_COMMENT: "delete another's comment",
    Capability.REPLY: "answer a comment",
    Capability.PUBLISH: "publish a post",
    Capability.EDIT_POST: "edit a post of ours",
    Capability.RETRACT: "delete a post of ours",
    Capability.BLOCK: "block an author",
    Capability.REPORT: "report a comment to the platform",
}
INTRODUCTION = """\
# The platforms

This page is made from `layers/shared/beadle/domain/platforms.py`, the table that Beadle itself asks before it acts;
after a change there, `make platforms` writes it anew. What a platform cannot do is no error: it becomes an officer's
task, which says what to do there by hand, where the comment is, and why.

**No adapter has met a live service but Bluesky's, and that one the network's own servers on one machine, not the public
network.** The others are held, request by request, to what their platforms publish. Before you rely on one, add the
account and try it; this changes nothing on the platform:

```sh
beadle channels add ID --platform PLATFORM --account ACCOUNT
beadle channels check ID      # its token, missing permissions, what it can do, its last five comments
```

How each thing is known: **R** seen by running the platform's own servers, **S** its published specification, **M** from
memory: check it first.
"""
ARRIVAL = """\
## How comments arrive

The poller asks every platform every two minutes. Facebook and Instagram besides push each comment within seconds, where
their webhooks are set up ([deploying](deploying.md)); the others have no push that a function could take, and
[decision 14](decisions/0014-webhooks.md) says why. Neither counts a comment twice. Neither Facebook nor Instagram says
that a comment was edited: Beadle compares the texts of the last thousand comments that it read on the channel.
"""
PICTURES = """\
## What the pictures of a comment say

Beadle looks at no picture. It reads what a comment's author wrote of it, its alt text, where that comes with the
comment: on Bluesky (pictures, galleries, videos) and Mastodon (S). It judges ten of a comment's pictures by the first
500 characters of each. On X the alt text is an object of its own, which costs five times what the post does, so it is
not asked for (D). Facebook, Instagram and YouTube give none with a comment (S). No platform has one for an author's own
picture. What an alt text leads to is on [the page of impersonation](rules/impersonation.md#pictures).
"""
ONCE = """\
## How surely a post is published once

Bluesky keeps a post under an address made from ours, so a second attempt finds the first. Where a platform keeps no
mark of ours (Facebook, Instagram), Beadle looks for its own before it writes and after a call that failed: by the
post's words, published no earlier than it could have been, and not another post of the same process. Facebook besides
refuses a post with the words of the last one. What is left: two posts of the very same words, due at the same time,
may be taken for one where a process dies between the two; none is published twice.
"""
LIMITS = """\
## How limits are kept

Each adapter reads what the platform says of its limits in every answer, and keeps room: reading stops at 80 % of an
allowance, publishing and answering at 90 %, and hiding, deleting and blocking go on to the end. Where a platform asks
to wait, what is to be done waits in its queue without losing an attempt, and goes on by itself. A day's units (YouTube)
and a month's money (X) are counted before they are used; when they are used up an officer is told once. See
[operating](operating.md) and [decision 13](decisions/0013-allowances-postponing-and-renewal.md).
"""


def page() -> str:
    """Return the page, in Markdown."""
    platforms = [facts for name, facts in PLATFORMS.items() if name != "sandbox"]
    tables = [_tried(platforms), _abilities(platforms), _posts(platforms), _by_hand(platforms)]
    sections = [INTRODUCTION, *tables, ARRIVAL, PICTURES, ONCE, LIMITS]
    return "\n".join(sections)


def _tried(platforms: list[PlatformFacts]) -> str:
    rows = [(facts.title, facts.proof) for facts in platforms]
    return "## How far each has been tried\n\n" + _table(("platform", "proven by"), rows)


def _abilities(platforms: list[PlatformFacts]) -> str:
    rows = [(WORDS[capability], *(_cell(facts.abilities[capability]) for facts in platforms)) for capability in WORDS]
    return "## What each can do\n\n" + _table(("", *(facts.title for facts in platforms)), rows)


def _cell(ability: Ability) -> str:
    can = "yes" if ability.can else "no"
    if ability.setting is not None:
        can = f"only with the channel's setting {'='.join(ability.setting)}"
    return f"{can} {ability.source}" + (f": {ability.note}" if ability.note else "")


def _posts(platforms: list[PlatformFacts]) -> str:
    rows = [
        (facts.title, f"{facts.longest_text:,} {facts.text_unit}", _media(facts), facts.alt_text, facts.scheduling)
        for facts in platforms
    ]
    header = ("platform", "longest text", "pictures and videos", "alternative text", "schedules by itself")
    note = "\nA longer text, or media that a platform does not take, is refused when the post is imported.\n"
    return "## What a post may be\n\n" + _table(header, rows) + note


def _media(facts: PlatformFacts) -> str:
    takes = facts.media
    kinds = [kind for kind, can in (("pictures", takes.pictures), ("videos", takes.videos)) if can]
    words = f"{takes.most} at most, {' or '.join(kinds)}"
    if takes.videos and takes.pictures and not takes.mixed:
        words += ", a video alone"
    return words + (", never none" if takes.required else "")


def _by_hand(platforms: list[PlatformFacts]) -> str:
    rows = [
        (facts.title, WORDS[capability], ability.by_hand)
        for facts in platforms
        for capability, ability in facts.abilities.items()
        if ability.by_hand
    ]
    return "## What an officer does by hand\n\n" + _table(("platform", "to", "do"), rows)


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    def lines() -> Iterator[str]:
        for cells in (header, ("---",) * len(header), *rows):
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
