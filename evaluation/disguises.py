"""Twelve ways in which people write a word so that a word list does not see it, and readers do.

Only the abusive words of a line are disguised, as people do it: a line that is a riddle as a whole insults nobody.
"""

import csv
import re
from collections.abc import Callable, Mapping
from functools import cache

from evaluation.sets import SHARED, Text, abuse

LINES = 500


def _by(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda word: "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in word)


def _joined(by: str) -> Callable[[str], str]:
    return by.join


def _long(word: str) -> str:
    """Write its last vowel, or its last letter, four times."""
    vowels = [n for n, letter in enumerate(word) if letter.lower() in "aeiou"] or [len(word) - 1]
    return word[: vowels[-1]] + word[vowels[-1]] * 4 + word[vowels[-1] + 1 :]


def _masked(word: str) -> str:
    """Write its first vowel after the first letter as an asterisk."""
    return re.sub(r"(?i)(?<=\w)[aeiou]", "*", word, count=1)


def _spoken_round(word: str) -> str:
    """Write what has a byword in its place, and what has none phonetically."""
    lower = word.lower()
    for plain, byword in _BYWORDS.items():
        if plain in lower:
            return lower.replace(plain, byword)
    return lower.replace("ck", "kk").replace("er", "a").replace("s", "z")


_BYWORDS = {
    "fuck": "fck",
    "bullshit": "bull💩",
    "shit": "shyt",
    "dick": "🍆",
    "cock": "🐓",
    "arse": "🍑",
    "pussy": "🐱",
    "bitch": "biatch",
    "cunt": "kunt",
    "whore": "h0e",
    "ass": "🍑",
    "pig": "🐷",
    "rat": "🐀",
    "clown": "🤡",
    "nigg": "nihh",
    "fag": "phag",
    "kill": "unalive",
    "rape": "grape",
    "sex": "seggs",
    "porn": "corn",
    "retard": "restard",
}

DISGUISES: Mapping[str, Callable[[str], str]] = {
    "leet": _by({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"}),
    "signs": _by({"a": "@", "i": "!", "s": "$", "c": "(", "l": "|"}),
    "spaced": _joined(" "),
    "punctuated": _joined("."),
    "lengthened": _long,
    "homoglyphs": _by({"a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ", "y": "у", "h": "һ"}),
    "fullwidth": lambda word: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word),
    "zero-width": _joined("\u200b"),
    "accents": _by({"a": "á", "e": "ë", "i": "ï", "o": "ö", "u": "ü", "c": "ç", "n": "ñ", "s": "š"}),
    "masked": _masked,
    "bywords": _spoken_round,
    "reversed": lambda word: word[::-1],
}


@cache
def abusive_words() -> frozenset[str]:
    """Return the words of the Surge list of at least four letters, mild ones too."""
    with (SHARED / "words" / "surge-profanity_en.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = (row["text"].lower() for row in rows)
    return frozenset(word for word in words if word.isascii() and word.isalpha() and len(word) >= 4)


def lines() -> list[Text]:
    """Return LINES abusive lines of the open tests, each with a listed word in it, spread evenly over the sets."""
    holding = [text for tests in abuse() if tests.fits for text in tests.texts if text.breaks and _words_in(text.text)]
    step = len(holding) / LINES
    return [holding[int(n * step)] for n in range(LINES)]


def disguised(text: str, disguise: str) -> str:
    """Return a line with its abusive words disguised."""
    return re.sub(r"[A-Za-z]+", lambda found: _one(found[0], DISGUISES[disguise]), text)


def _one(word: str, disguise: Callable[[str], str]) -> str:
    return disguise(word) if word.lower() in abusive_words() else word


def _words_in(text: str) -> bool:
    return any(word.lower() in abusive_words() for word in re.findall(r"[A-Za-z]+", text))
