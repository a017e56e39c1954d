"""Every clause of the published policy has a line there, a rule or code, and a test; or it waits, and says for what."""

import re

import pytest

from local.traceability import PAGE, WAITING, Traced, page, traced
from tests.judging import SHARED

POLICY = SHARED.parent / "policy"
CLAUSES = traced()
BY_ID = {each.clause: each for each in CLAUSES}


@pytest.mark.parametrize("each", [c for c in CLAUSES if c.clause not in WAITING], ids=lambda each: each.clause)
def test_a_clause_has_a_rule_or_code_and_a_test(each: Traced) -> None:
    assert each.detectors or each.code, f"no rule has {each.clause}, and no code names it"
    assert each.tests, f"no test names {each.clause}"


@pytest.mark.parametrize("clause", WAITING)
def test_a_clause_that_waits_is_published_and_served_by_nothing(clause: str) -> None:
    assert clause in BY_ID
    assert not BY_ID[clause].detectors
    assert not BY_ID[clause].code, "it is served now: take it from the list"


def test_the_page_says_what_is_so() -> None:
    """It may miss a file that names a clause besides others: not every test that does needs it written anew."""
    written, now = _rows(PAGE.read_text(encoding="utf-8")), _rows(page())
    again = "run python -m local.traceability"
    assert [row[:2] for row in written] == [row[:2] for row in now], again
    for (clause, _, served, held), (*_, serves, holds) in zip(written, now, strict=True):
        assert served == serves or "](" in served, f"{clause}: {again}"
        for was, is_ in ((served, serves), (held, holds)):
            assert bool(was) == bool(is_), f"{clause}: {again}"
            assert _links(was) <= _links(is_), f"{clause}: {again}"


def _rows(text: str) -> list[tuple[str, ...]]:
    """Return clause, text, what serves it and what holds it, row by row."""
    lines = text.partition("|---|---|---|---|\n")[2].splitlines()
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def _links(cell: str) -> set[str]:
    return set(re.findall(r"\]\(([^)]+)\)", cell))


@pytest.mark.skipif(not POLICY.exists(), reason="needs ../shared/policy")
def test_every_clause_that_the_council_numbers_is_traced_and_no_other() -> None:
    numbered = re.findall(r"^\| ([A-Z]{2}\d\d) ", (POLICY / "clauses.md").read_text(encoding="utf-8"), re.M)
    assert sorted(BY_ID) == sorted(numbered)


@pytest.mark.skipif(not POLICY.exists(), reason="needs ../shared/policy")
@pytest.mark.parametrize("each", CLAUSES, ids=lambda each: each.clause)
def test_every_clause_is_a_line_of_the_published_policy(each: Traced) -> None:
    published = " ".join((POLICY / "social-media-policy.txt").read_text(encoding="utf-8").split())
    assert each.text in published
