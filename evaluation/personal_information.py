"""Clause AU08 on generated lines: comments with what is private in them, and comments with numbers that are not.

Set A is for development. Set B has other sentences and other writers, and is held back: it was finished before any
detector ran on it, and nothing is tuned on it.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from beadle.domain.judgements import Judgement, Verdict
from evaluation.personal_values import Pen
from evaluation.personal_writers import INNOCENT, WRITERS

DATA = Path(__file__).with_name("data")
DETECTORS = {
    "uk-phone": "phone",
    "email": "email",
    "postcode-address": "address",
    "ni-number": "ni",
    "nhs-number": "nhs",
    "card": "card",
    "bank-account": "bank",
    "birth-date": "birth",
    "number-plate": "plate",
    "social-handle": "handle",
}
"""The kind of what each detector of the rule AU08 finds."""
KINDS = tuple(DETECTORS.values())
CLAUSE = "AU08"
SAMPLED = {"PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email", "CREDIT_CARD": "card", "IBAN_CODE": "bank"}
"""The kinds of presidio-research's sample that are written alike everywhere; its addresses are of other countries."""

Spans = Iterable[tuple[str, int, int]]
"""Kind, start and end (one past the last), in characters of a text."""
Find = Callable[[str], Spans]

_SLOT = re.compile(r"\{(?P<private>\w+)\}|\[(?P<innocent>\w+)\]")
_EACH = 8  # lines of each sentence; a sentence without slots stands once


@dataclass(frozen=True, slots=True)
class Line:
    """One comment, and what in it is private."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what is private was found, and how much of what was found is private."""

    found: int  # of those that are there
    there: int
    right: int  # of those that were told
    told: int

    @property
    def recall(self) -> float:
        """The share found; 1 where there is none."""
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        """The share that is right of what was told; 1 where nothing was."""
        return self.right / self.told if self.told else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1.0)


@dataclass(frozen=True, slots=True)
class Scores:
    """By kind, and of all; with the lines on which something was missed, or told wrongly."""

    by_kind: Mapping[str, Score]
    overall: Score
    missed: tuple[tuple[str, str], ...]  # kind, line
    wrong: tuple[tuple[str, str, str], ...]  # kind, what was told, line


def lines(seed: int, half: str = "b") -> list[Line]:
    """Return a set's lines, the same for the same seed.

    Args:
        seed: of what is drawn.
        half: "a" for development, "b" held back.
    """
    pen = Pen(seed)
    sentences = (DATA / f"personal-{half}.txt").read_text(encoding="utf-8").splitlines()
    made: list[Line] = []
    for sentence in sentences:
        if sentence and not sentence.startswith("#"):
            template = sentence.replace("\\n", "\n")
            made += (_filled(template, half, pen) for _ in range(_EACH if _SLOT.search(template) else 1))
    pen.shuffle(made)
    return made


def samples(file: Path) -> list[Line]:
    """Return the lines of presidio-research's sample, synth_dataset_v2.json, most of it American: for comparison."""
    return [
        Line(
            row["full_text"],
            tuple(
                (SAMPLED[span["entity_type"]], span["start_position"], span["end_position"])
                for span in row["spans"]
                if span["entity_type"] in SAMPLED
            ),
        )
        for row in json.loads(file.read_text(encoding="utf-8"))
    ]


def private(judgement: Judgement) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of what a judgement of Beadle's holds for personal information."""
    for breach in judgement.breaches:
        if breach.clause == CLAUSE and breach.verdict > Verdict.KEEP:
            yield DETECTORS[breach.finding.detector], breach.finding.start, breach.finding.end


def _filled(template: str, half: str, pen: Pen) -> Line:
    text, at = "", 0
    spans: list[tuple[str, int, int]] = []
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        at = slot.end()
        kind = slot["private"]
        writers = WRITERS[half][kind] if kind else INNOCENT[slot["innocent"]]
        value = pen.choice(writers)(pen)
        if kind:
            spans.append((kind, len(text), len(text) + len(value)))
        text += value
    return Line(text + template[at:], tuple(spans))


def measure(find: Find, on: Iterable[Line]) -> Scores:
    """Return how `find` does: a span is found, and is right, where the two overlap, whatever its kind is called."""
    there, found, told, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    missed, wrong = [], []
    for line in on:
        spans = tuple(find(line.text))
        for kind, start, end in line.spans:
            there[kind] += 1
            if any(start < e and s < end for _, s, e in spans):
                found[kind] += 1
            else:
                missed.append((kind, line.text))
        for kind, start, end in spans:
            told[kind] += 1
            if any(start < e and s < end for _, s, e in line.spans):
                right[kind] += 1
            else:
                wrong.append((kind, line.text[start:end], line.text))
    kinds = [*KINDS, *sorted(told.keys() - set(KINDS))]
    return Scores(
        {kind: Score(found[kind], there[kind], right[kind], told[kind]) for kind in kinds},
        Score(found.total(), there.total(), right.total(), told.total()),
        tuple(missed),
        tuple(wrong),
    )
