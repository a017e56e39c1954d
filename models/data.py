"""The texts to learn from: read, given the heads that they teach, and parted into training and validation."""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = ("tox", "hate", "insult", "threat", "obscene")
OWN = {  # source -> the label that its own test asks for, and whether a text without that label is a plain no
    "davidson": "tox",
    "hatexplain": "tox",
    "implicit": "hate",
    "edos": "hate",
    "hatemoji": "hate",
    "cad": "tox",
    "civil-spans": "tox",
    "jigsaw": "tox",
    "misogyny": "hate",
    "surge": "tox",
    "stormfront": "hate",
    "contrast": "tox",
}
SOURCES = tuple(source for source in OWN if source != "contrast")
HEADS = (*LABELS, "abuse", *SOURCES)
UNKNOWN = -1.0
VALIDATION = 0.08


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text; `targets` holds 0, 1 or UNKNOWN for each of HEADS."""

    text: str
    source: str
    targets: tuple[float, ...]


def read(path: Path) -> Iterator[Example]:
    """Read the training file of the shared data folder; see its README for the sources and their licences."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield example(row["text"], row["source"], row["labels"])


def example(text: str, source: str, labels: dict[str, int]) -> Example:
    """Spread the labels over the heads: the five as they are, `abuse` and the source's own as the source means them."""
    own = float(labels.get(OWN[source], 0))
    targets = dict.fromkeys(HEADS, UNKNOWN) | {label: float(value) for label, value in labels.items()}
    targets["abuse"] = own
    if source in targets:
        targets[source] = own
    return Example(text, source, tuple(targets[head] for head in HEADS))


def part(examples: Iterable[Example], share: float = VALIDATION) -> tuple[list[Example], list[Example]]:
    """Part into training and validation by a hash of the letters, so that near copies fall on the same side."""
    training: list[Example] = []
    validation: list[Example] = []
    for one in examples:
        letters = "".join(filter(str.isalpha, one.text.lower()))
        drawn = int.from_bytes(hashlib.sha256(letters.encode()).digest()[:4], "big") / 2**32
        (validation if drawn < share else training).append(one)
    return training, validation


_LEET = {"a": "@", "e": "3", "i": "1", "o": "0", "s": "$"}


def disguise(text: str, chance: random.Random) -> str:
    """Return the text with some of its words disguised, as people do to slip past a filter."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) < 4 or not word.isalpha() or chance.random() > 0.5:
            continue
        words[place] = chance.choice((_leet, _starred, _spaced, _stretched, _swapped))(word, chance)
    return " ".join(words)


def _leet(word: str, chance: random.Random) -> str:
    return "".join(_LEET.get(letter, letter) if chance.random() < 0.8 else letter for letter in word)


def _starred(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + chance.choice("*#-.") + word[place + 1 :]


def _spaced(word: str, chance: random.Random) -> str:
    return chance.choice(" .-*").join(word)


def _stretched(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + word[place] * chance.randrange(2, 5) + word[place + 1 :]


def _swapped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
