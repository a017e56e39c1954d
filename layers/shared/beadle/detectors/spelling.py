"""Characters and spellings: what a reader sees, whatever code points were used to write it."""

import unicodedata
from functools import lru_cache

_LOOK_ALIKES: dict[int, int | str] = {
    **str.maketrans("авекмнорстухіјѕһԁԛԝցոս", "abekmhopctyxijshdqwgnu"),  # Cyrillic, Armenian
    **str.maketrans("αβεικνορτυχγω", "abeikvoptuxyw"),  # Greek
    **str.maketrans("ɡıłøđħŧʀɴɪʟᴏ", "gilodhtrnilo"),  # Latin beyond ASCII
    **dict.fromkeys(map(ord, "’‘‛ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
}
"""Letters of other scripts, and signs, that are drawn like an ASCII one."""

_PICTURES = {
    "🐷": " pig ",
    "🐖": " pig ",
    "🐀": " rat ",
    "🐄": " cow ",
    "🐍": " snake ",
    "🤡": " clown ",
    "💩": " crap ",
    "🖕": " middlefinger ",
    **dict.fromkeys("😂🤣😅😆", " lol "),
    "\u3164": " ",  # a letter that is drawn as nothing
}
"""Emoji that stand for the word."""

_LETTER_BLOCKS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""Where Unicode keeps the squared, circled and regional letters A to Z, which no normalisation form unfolds."""

_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})

_LEET = str.maketrans("0134578@$!|+€£(", "oieastbasiitelc")
_LEET_L = str.maketrans("0134578@$!|+€£(", "oleastbaslltelc")
"""Digits and signs that stand for a letter; 1, ! and | may be an I or an L."""

MASKS = frozenset("*#_-.•?")
"""Signs that stand in for a letter left out: f**k."""


@lru_cache(maxsize=4096)
def fold(character: str) -> str:
    """Return what a reader sees in one character, in lower case: "" for the invisible, several letters for a ligature.

    Full width, accents, look-alikes of other scripts, boxed letters and telling emoji are unfolded.
    """
    if character in _PICTURES:
        return _PICTURES[character]
    if character.isspace():
        return "\n" if character in "\x85\u2028\u2029" else " "
    code = ord(character)
    for first in _LETTER_BLOCKS:
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    decomposed = unicodedata.normalize("NFKD", character).lower().translate(_LOOK_ALIKES)
    return "".join(c for c in decomposed if c.isascii() or unicodedata.category(c) not in _INVISIBLE)


def is_dressed(written: str) -> bool:
    """Whether some letters of a word are of another script or style than its ASCII ones, or something unseen is in it.

    A word wholly of another script is a foreign word; one with accents is what it looks like.
    """
    if written.isascii():
        return False
    strange = [c for c in written if c >= "\x80" and not _is_usual(c)]
    if not strange or not all(fold(c).isascii() for c in written):
        return False
    beside = any(c.isascii() and c.isalpha() for c in written)
    return beside or any(unicodedata.normalize("NFKD", c).isascii() for c in strange)


def _is_usual(character: str) -> bool:
    """Whether a character beyond ASCII is a mark, a picture or a Latin letter: the model reads those."""
    if unicodedata.category(character) == "Cf":
        return False
    return not character.isalpha() or unicodedata.normalize("NFD", character)[0] < "\u0250"


def unleet(spelling: str) -> tuple[str, ...]:
    """Return the readings of a spelling with digits or signs for letters: "1d10t" gives "idiot" and "ldlot"."""
    first = spelling.translate(_LEET)
    second = spelling.translate(_LEET_L)
    return (first,) if first == second else (first, second)


def squeezed(spelling: str) -> tuple[str, str]:
    """Return the spelling with each run of three or more equal letters made one letter, and made two."""
    one: list[str] = []
    two: list[str] = []
    run = 0
    for position, letter in enumerate(spelling):
        run += 1
        if spelling[position + 1 : position + 2] != letter:
            one.append(letter if run >= 3 else letter * run)
            two.append(letter * min(run, 2))
            run = 0
    return "".join(one), "".join(two)


@lru_cache(maxsize=1024)  # the council's names are compared with every author's
def skeleton(name: str) -> str:
    """Return the letters of a name as the eye compares them: folded, digits read as letters, nothing else kept."""
    seen = "".join(fold(c) if c >= "\x80" else c.lower() for c in name)
    return "".join(c for c in seen.translate(_LEET).replace("rn", "m").replace("vv", "w") if c.isalnum())


def one_apart(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed or swapped with the next makes `a` into `b`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        return a[start + 1 :] == b[start + 1 :] or swapped
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[start + 1 :] == shorter[start:]
