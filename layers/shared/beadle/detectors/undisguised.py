"""The word that somebody hid behind digits, signs and separators, or spared the reader by starring letters out."""

import re
from functools import lru_cache

from beadle.detectors.disguises import BYWORDS, COMMON, HIDDEN, IN_FIGURES, STARRED
from beadle.detectors.spelling import MASKS, squeezed, unleet

_NUMBERED = re.compile(r"[a-z]{1,2}\d+|[a-z]{3}\d{2,}")  # a road, a postcode, a reference
_SEPARATED = re.compile(r"[a-z](?:[-*#_.•?][a-z]){2,}")  # "h.o.e.s": a mark between all letters stands for none
_BY_ONE_LETTER = frozenset({"fuck", "fucks", "fucking", "fuckin", "fucked", "fucker", "fuckers"})
_LONG_BYWORD = 5  # letters


def behind(core: str, original: str, stretched: bool) -> str:
    """Return the word that a chunk hides behind digits, signs and separators; "" when it hides none.

    Args:
        core: what stands between spaces, folded, without the marks around it.
        original: the text as it was written.
        stretched: whether letters of the text are repeated.
    """
    if core.isalpha() or "'" in core or "/" in core or not any(map(str.isalpha, core)):
        return ""
    if _NUMBERED.fullmatch(core):
        # Roads, postcodes and references are written in capitals, or else make no word that is hidden so.
        return IN_FIGURES[core] if core in IN_FIGURES and _is_in(original, core) else ""
    word = next(filter(None, (_plainly(spelling, stretched) for spelling in unleet(core))), "")
    if not word and "!" in core:  # an exclamation mark that is one, not a letter
        return behind(core.replace("!", ""), original, stretched)
    return word


@lru_cache(maxsize=128)  # else a text of nothing but "H035" is searched once for each of them
def _is_in(original: str, core: str) -> bool:
    return core in original


def _plainly(spelling: str, stretched: bool) -> str:
    if any(map(str.isdigit, spelling)):  # "immigrants-2"
        return ""
    letters = "".join(filter(str.isalpha, spelling))
    for form in (letters, *squeezed(letters)) if stretched else (letters,):
        if form in HIDDEN:
            return form
        if form in BYWORDS and len(form) >= _LONG_BYWORD:
            return BYWORDS[form]
    return spelling if spelling in COMMON else ""


def unmasked(core: str) -> str:
    """Return the word of which some letters are starred out; "" when there is none, or too little left to tell."""
    if core.isalpha() or not core[:1].isalpha() or MASKS.isdisjoint(core):
        return ""
    if "*" in core and any(map(str.isdigit, core)):  # "f*ck1ng"
        core = unleet(core)[0]
    if not MASKS.issuperset(c for c in core if not c.isalpha()) or _is_none(core):
        return ""
    few = sum(map(str.isalpha, core)) < 2
    for spelling, word in STARRED.get((len(core), core[0]), ()):
        if few and spelling not in _BY_ONE_LETTER:
            continue
        if all(c == letter or c in MASKS for c, letter in zip(core, spelling, strict=True)):
            return word
    return ""


def _is_none(core: str) -> bool:
    """Whether the marks are a hyphen, emphasis, or stand between all the letters of a word."""
    if core.count("-") == 1 and "*" not in core:
        return True
    if core.strip("*_") in HIDDEN:
        return True
    return _SEPARATED.fullmatch(core) is not None and "".join(filter(str.isalpha, core)) in HIDDEN
