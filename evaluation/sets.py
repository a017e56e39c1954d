"""The texts on which Beadle is measured: public sets, read from the shared data folder, and corpora of our own."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
OWN = ROOT / "tests" / "data"


@dataclass(frozen=True, slots=True)
class Text:
    """One text and whether whoever labelled its set says that it breaks the rule in question."""

    text: str
    breaks: bool
    group: str = ""  # the set's own finer label
    author: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class TestSet:
    """Texts of one origin; `fits` says whether its labels cover all that the clauses forbid, so that removals count."""

    __test__ = False  # no test of pytest's

    name: str
    about: str
    texts: tuple[Text, ...]
    fits: bool = True


ABUSE: Mapping[str, tuple[str, str, bool]] = {
    "edos": ("EDOS", "sexism, Reddit and Gab; other abuse in it is labelled harmless", False),
    "cad": ("CAD", "abuse of persons and groups, Reddit, in context", True),
    "hatexplain10": ("HateXplain", "hateful or offensive, Twitter and Gab", True),
    "implicit15": ("Implicit Hate", "hate without hateful words, Twitter", True),
    "stormfront": ("Stormfront", "hate, a forum of the far right", True),
    "davidson_off": ("Davidson, offensive", "offensive or hateful, Twitter; word lists drew it", True),
    "davidson_hate": ("Davidson, hate", "hate alone; what is merely offensive is labelled harmless", False),
}
"""By the file's name: title, what its labels mean, and whether they fit the clauses."""

CORPORA: Mapping[str, str] = {
    "lawful_criticism": "criticism of the council, in every tone",
    "residents_lawful": "what residents write, by another hand than the rules'",
    "close_calls": "lawful lines that sound like breaches",
    "neutral_identities": "identities named neutrally or with pride",
    "quoted_abuse": "abuse quoted, reported and answered",
}
"""Of our own, none of whose lines may ever be removed: file, and what is in it."""


def is_there() -> bool:
    """Whether the shared data folder lies beside the project."""
    return SHARED.is_dir()


def abuse() -> list[TestSet]:
    """Return the open tests of abuse."""
    return [
        TestSet(title, about, tuple(_abusive(SHARED / "abuse" / f"test-{name}.jsonl")), fits)
        for name, (title, about, fits) in ABUSE.items()
    ]


def places() -> tuple[str, ...]:
    """Return every name of a place in Great Britain once."""
    with (SHARED / "places" / "places.csv").open(encoding="utf-8") as file:
        return tuple(sorted({row["name"] for row in csv.DictReader(file)}))


def corpora() -> list[TestSet]:
    """Return our own corpora of what must stay; a line that begins with @@ is the post above those that follow."""
    return [
        TestSet(name.replace("_", " "), about, tuple(_kept(OWN / f"{name}.txt"))) for name, about in CORPORA.items()
    ]


def _abusive(path: Path) -> list[Text]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Text(row["text"], bool(row["label"]), str(row.get("group", ""))) for row in rows]


def _kept(path: Path) -> list[Text]:
    kept, post = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@@ "):
            post = line[3:]
        elif line and not line.startswith("#"):
            kept.append(Text(line, False, post=post))
    return kept
