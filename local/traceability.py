"""From each clause of the published policy to its rule or code and its tests: `python -m local.traceability`.

A clause is served by its rule, or by the code that names its id, and held by the tests that name it. `WAITING` lists
those that nothing serves yet, each with the reason. What comes of it is docs/traceability.md; a test keeps that true.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from beadle.policy.loader import PACKAGED

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "traceability.md"
CODE = ("layers/shared/beadle", "functions", "template.yaml")
TESTS = ("tests/unit", "tests/contract", "tests/integration", "tests/e2e")
NOT_READ = frozenset({"policy.toml", "schema.py", "test_traceability.py"})  # they name clauses without serving them

_TO_COME = "answering comments is still to come; until then an officer answers on the platform"
_BY_OFFICER = "judged by the officer who approves each post; nothing is published without one"
WAITING: Mapping[str, str] = {
    "PN02": _TO_COME,
    "PB01": _BY_OFFICER,
    "PB02": _BY_OFFICER,
    "PB03": _BY_OFFICER,
    "PB04": _BY_OFFICER,
    "PB05": _BY_OFFICER,
    "PB06": _BY_OFFICER,
    "PB07": _BY_OFFICER,
    "RS01": _TO_COME,
    "RS02": _TO_COME,
    "RS04": _TO_COME,
    "RS05": _TO_COME,
}
"""Clauses that nothing serves yet."""

HEAD = """# From clause to code to test

Written by `python -m local.traceability` from the policy that comes with Beadle, the code and the tests; not by hand.
A clause is served by its rule's detectors, or by the code that names its id, and held by the tests that name it.

| clause | as it is published | served by | held by |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Traced:
    """One clause, and where it is found."""

    clause: str  # "EN01"
    text: str  # as the council publishes it
    detectors: tuple[str, ...]  # of its rule; none where it has no rule
    code: tuple[str, ...]  # files that name it, from the project's root
    tests: tuple[str, ...]


def traced() -> tuple[Traced, ...]:
    """Return every clause that the packaged policy publishes, its rules' first."""
    policy = tomllib.loads(PACKAGED.read_text(encoding="utf-8"))
    rules = {rule["id"]: rule for rule in policy["rule"]}
    texts = {clause: rule["text"] for clause, rule in rules.items()} | policy["clause"]
    code, tests = _named(CODE), _named(TESTS)
    return tuple(
        Traced(
            clause,
            text,
            tuple(rules.get(clause, {}).get("detectors", ())),
            tuple(code.get(clause, ())),
            tuple(tests.get(clause, ())),
        )
        for clause, text in texts.items()
    )


def page() -> str:
    """Return docs/traceability.md."""
    return HEAD + "".join(_row(each) for each in traced())


def _row(each: Traced) -> str:
    if each.clause in WAITING:
        return f"| {each.clause} | {each.text} | *waits:* {WAITING[each.clause]} | |\n"
    served = ", ".join(each.detectors) or _files(each.code)
    return f"| {each.clause} | {each.text} | {served} | {_files(each.tests)} |\n"


def _files(paths: Iterable[str]) -> str:
    return ", ".join(f"[{Path(path).stem}](../{path})" for path in paths)


def _named(places: Iterable[str]) -> dict[str, list[str]]:
    """Return by clause the files that name it."""
    named: dict[str, list[str]] = {}
    for path in _read(places):
        for clause in sorted(set(re.findall(r"\b[A-Z]{2}\d\d\b", path.read_text(encoding="utf-8")))):
            named.setdefault(clause, []).append(path.relative_to(ROOT).as_posix())
    return named


def _read(places: Iterable[str]) -> Iterable[Path]:
    for place in places:
        start = ROOT / place
        found = [start] if start.is_file() else sorted(start.rglob("*.py"))
        yield from (path for path in found if path.name not in NOT_READ)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
