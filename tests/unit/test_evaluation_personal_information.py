"""The lines on which personal information is measured, and that the goal is held on those kept back."""

from dataclasses import replace

import pytest

pytest.importorskip("faker", reason="needs faker, as make evaluate does")

from beadle.detectors.identifiers import is_card_number, is_nhs_number
from beadle.detectors.registry import find_all
from beadle.domain.judgements import judge
from evaluation.personal_information import CLAUSE, DATA, KINDS, Line, Spans, lines, measure, private
from evaluation.personal_values import Pen, card, nhs_number
from tests.judging import NOW, packaged, written

GOAL = 0.97


def sentences(half: str) -> set[str]:
    return {line for line in (DATA / f"personal-{half}.txt").read_text().splitlines() if line and line[0] != "#"}


def test_the_held_back_half_has_no_sentence_of_the_other() -> None:
    assert len(sentences("a")) > 80
    assert len(sentences("b")) > 150
    assert sentences("a").isdisjoint(sentences("b"))


@pytest.mark.parametrize("half", ["a", "b"])
def test_the_same_seed_gives_the_same_lines_of_every_kind_and_none(half: str) -> None:
    made = lines(1, half)
    assert (made == lines(1, half), made == lines(2, half)) == (True, False)
    assert {kind for line in made for kind, _, _ in line.spans} == set(KINDS)
    assert sum(not line.spans for line in made) > len(made) / 4
    assert all(0 <= start < end <= len(line.text) for line in made for _, start, end in line.spans)


def test_numbers_with_a_check_digit_are_drawn_with_the_right_one() -> None:
    pen = Pen(1)
    assert all(is_card_number(card(pen)) and is_nhs_number(nhs_number(pen)) for _ in range(100))


@pytest.mark.parametrize("half", ["a", "b"])
def test_personal_information_is_found_as_well_as_promised(half: str) -> None:
    rule = replace(packaged(), rules=tuple(rule for rule in packaged().rules if rule.clause == CLAUSE))

    def find(text: str) -> Spans:
        comment = written(text)
        return private(judge(comment, find_all(comment, (), rule), rule, NOW))

    scores = measure(find, lines(2026, half))
    assert scores.overall.f1 >= GOAL, (scores.missed[:5], scores.wrong[:5])


def test_what_is_missed_and_what_is_wrong_is_counted() -> None:
    on = [Line("ring 07700 900123", (("phone", 5, 17),)), Line("jane@example.com", (("email", 0, 16),)), Line("hi", ())]
    scores = measure(lambda text: [("phone", 0, 2)] if text == "hi" else [("phone", 9, 12)], on)
    assert (scores.overall.found, scores.overall.there, scores.overall.right, scores.overall.told) == (2, 2, 2, 3)
    assert (scores.by_kind["email"].recall, scores.by_kind["phone"].precision, scores.missed) == (1.0, 2 / 3, ())
    assert scores.wrong == (("phone", "hi", "hi"),)
    assert measure(lambda text: [], on).overall.f1 == 0
