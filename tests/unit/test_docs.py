"""What the documents say of the code is what the code says."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from beadle.events.envelope import FACTS
from beadle.events.fact import Fact

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
