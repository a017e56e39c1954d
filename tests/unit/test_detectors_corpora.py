"""Whole files of comments: the right verdict on each, and nobody silenced who may speak."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from beadle.detectors.claims import claims_repeated
from beadle.detectors.repetition import signature
from beadle.domain.histories import Trace, mark
from beadle.domain.judgements import Verdict
from beadle.policy.schema import CLAUSES
from tests.judging import NOW, SHARED, found, judged, lines, outcome, packaged, verdicts, written

COMMENTS = Path(__file__).parents[2] / "local" / "data" / "comments.jsonl"
PLACES = SHARED / "places" / "places.csv"


def comments() -> list[dict[str, str]]:
    return [json.loads(line) for line in COMMENTS.read_text().splitlines()]


def test_the_comments_that_come_with_beadle_are_judged_as_expected() -> None:
    earlier: dict[str, list[Trace]] = defaultdict(list)
    wrong = []
    for row in comments():
        traces = earlier[row["author"]]
        got = outcome(judged(row["text"], row["post"], row["author"], traces))
        expected = " ".join([row["expect"], *row["clauses"]])
        if got != expected:
            wrong.append(f"{row['id']}: {got}, not {expected}: {row['text']}")
        traces.append(Trace(mark(row["id"]), mark(row["post"]), signature(row["text"]), NOW))
    assert not wrong, "\n".join(wrong)


def test_they_break_every_clause_and_repeat_every_claim() -> None:
    rows = comments()
    assert {clause for row in rows for clause in row["clauses"]} == set(CLAUSES)
    repeated = {claim for row in rows for claim in claims_repeated(written(row["text"]), packaged())}
    assert repeated == {claim.claim_id for claim in packaged().claims}


@pytest.mark.parametrize("line", lines("plain_breaches.txt"))
def test_what_breaks_the_rules_plainly_is_caught(line: str) -> None:
    least, text = line.split("|", 1)
    assert judged(text).verdict >= Verdict.of(least)


@pytest.mark.parametrize("name", ["lawful_criticism.txt", "neutral_identities.txt", "quoted_abuse.txt"])
def test_nobody_is_silenced_who_may_speak(name: str) -> None:
    assert verdicts(lines(name))[Verdict.REMOVE] == []


def test_lawful_criticism_is_hardly_ever_troubled() -> None:
    texts = lines("lawful_criticism.txt")
    assert len(verdicts(texts)[Verdict.REVIEW]) < 0.05 * len(texts)


def test_naming_who_people_are_is_never_troubled() -> None:
    assert verdicts(lines("neutral_identities.txt"))[Verdict.REVIEW] == []


def test_objecting_to_abuse_is_hardly_ever_troubled() -> None:
    texts = lines("quoted_abuse.txt")
    assert len(verdicts(texts)[Verdict.REVIEW]) < 0.05 * len(texts)


@pytest.mark.skipif(not PLACES.exists(), reason="needs ../shared/data/places")
def test_no_place_in_great_britain_is_a_finding() -> None:
    with PLACES.open() as file:
        names = sorted({row["name"] for row in csv.DictReader(file)})
    batches = [names[start : start + 40] for start in range(0, len(names), 40)]
    texts = ["\n".join(f"When will {name} get its bins?" for name in batch) for batch in batches]
    flagged = [text[f.start : f.end] for text in texts for f in found(text)]
    assert (len(names) > 30_000, flagged) == (True, [])
