"""Where only a part of a comment breaks the rules: which part, and what is left without it (clause EN01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beadle.domain.judgements import BREACHES_KEPT, Judgement, Verdict

PARTS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "uk-phone", "email", "postcode-address", "ni-number", "nhs-number", "card", "bank-account", "birth-date",
            "number-plate", "social-handle",
        ),
        "personal information",
    ),
    **dict.fromkeys(("spam-link", "lookalike-link"), "link"),
    **dict.fromkeys(("profanity", "listed-word"), "word"),
}  # fmt: skip
"""What may be taken out of a comment so that the rest can stand, by the detector that points to it.

Other breaches are what the comment says, not a part of it: an insult stays one without its noun.
"""

SCORES = frozenset({"learned-spam", "learned-advertising"})
"""Doubts about a text as a whole, which the part may have raised: they say nothing of what is left without it."""


@dataclass(frozen=True, slots=True)
class Removal:
    """One part to take out: positions in the comment's text as its author wrote it, and what stands in its place."""

    start: int  # characters
    end: int  # one past the last
    parts: tuple[str, ...]  # what it is, in the order of the text: "personal information"

    @property
    def notice(self) -> str:
        """What is written in its place."""
        return f"[removed: {', '.join(self.parts)}]"


def removals(text: str, judgement: Judgement) -> tuple[Removal, ...]:
    """Return what to take out of a comment so that nothing that bit is left, in order and apart from one another.

    None where nothing bit, and none where the whole comment breaks the rules: by a breach that is no part of it, or
    because no word would be left. Evidence that was cut short says nothing of the rest, so that there too it is none.

    Args:
        text: as its author wrote it.
        judgement: of that text.
    """
    biting = [b for b in judgement.breaches if b.verdict > Verdict.KEEP and b.finding.detector not in SCORES]
    if len(judgement.breaches) >= BREACHES_KEPT or any(b.finding.detector not in PARTS for b in biting):
        return ()
    merged: list[Removal] = []
    for breach in sorted(biting, key=lambda b: (b.finding.start, b.finding.end, b.finding.detector)):
        start, end, part = breach.finding.start, breach.finding.end, PARTS[breach.finding.detector]
        if merged and start <= merged[-1].end:
            last = merged[-1]
            merged[-1] = Removal(last.start, max(last.end, end), tuple(dict.fromkeys((*last.parts, part))))
        else:
            merged.append(Removal(start, end, (part,)))
    return tuple(merged) if any(c.isalpha() for c in _without(text, merged, [""] * len(merged))) else ()


def redacted(text: str, taken: Sequence[Removal]) -> str:
    """Return a text with each of the removals, in order and apart, replaced by its notice."""
    return _without(text, taken, [removal.notice for removal in taken])


def _without(text: str, taken: Sequence[Removal], instead: Sequence[str]) -> str:
    kept, at = [], 0
    for removal, notice in zip(taken, instead, strict=True):
        kept += [text[at : removal.start], notice]
        at = removal.end
    return "".join([*kept, text[at:]])
