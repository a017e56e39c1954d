"""What the documents say of the code is what the code says."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from beadle.detectors.registry import find_all
from beadle.domain.comments import Author, Comment
from beadle.domain.judgements import Verdict, judge
from beadle.events.envelope import FACTS
from beadle.events.fact import Fact
from beadle.policy.loader import load
from tests.fakes.surroundings import A_TUESDAY_MORNING

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_every_fact_is_described_with_its_source_and_fields(fact: type[Fact]) -> None:
    section = re.search(rf"^## {fact.__name__}\n(.*?)(?=^## |\Z)", (ROOT / "docs/events.md").read_text(), re.M | re.S)
    assert section is not None
    described = set(re.findall(r"`(\w+)`(\?)?", section[1].partition("| fields |")[2]))
    assert described == {(f.name, "" if f.default is MISSING else "?") for f in fields(fact)}
    assert f"`{fact.SOURCE}`" in section[1]


@pytest.mark.parametrize("document", [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def examples() -> list[tuple[str, str, str]]:
    """Return the README's lines to try: clause, what to write, what it says happens; AU06 takes two comments."""
    table = (ROOT / "README.md").read_text().partition("### Try each rule")[2].partition("## ")[0]
    rows = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in table.splitlines() if row[:1] == "|"]
    return [(row[0], row[1], row[2]) for row in rows[2:] if not row[0].startswith("AU06")]


@pytest.mark.parametrize(("clause", "write", "happens"), examples())
def test_what_the_readme_says_of_an_example_is_what_happens(clause: str, write: str, happens: str) -> None:
    named = re.fullmatch(r'as "(.+)": (.+)', write)
    handle, text = (named[1], named[2]) if named else ("resident", write)
    comment = Comment("x:1", "c", "p", Author("x:a", handle), text, A_TUESDAY_MORNING, post_text="Bins at Christmas")
    judgement = judge(comment, find_all(comment, (), load()), load(), A_TUESDAY_MORNING)
    verdicts = {"kept": Verdict.KEEP, "review": Verdict.REVIEW, "removed": Verdict.REMOVE}
    assert judgement.verdict is verdicts[happens.partition(",")[0]]
    assert clause == "none" or clause.partition(" ")[0] in judgement.clauses
