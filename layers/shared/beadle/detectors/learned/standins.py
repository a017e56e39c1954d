"""A text as the model would read it if others were named in it: other people's names, another part of the community.

A model that has read hatred of some groups and none of others judges by who is named. Read with one and the same
people in everybody's place, what is said counts, and has one verdict whoever it is said of. Names of places are told
from abuse in the same way.
"""

from collections.abc import Callable, Iterator

from beadle.detectors.groups import group_end
from beadle.detectors.text import Reading
from beadle.detectors.vocabulary import SLURS, wordset

_PEOPLE = "Belgians"
"""Of a dozen that were tried, what is said of these was told best from harmless talk: the model has read of them, and
neither ill nor well."""
_PLACE = "Leeds"
_ONE = wordset("woman man girl boy lad lass bloke guy lady gentleman person teenager pensioner")
_CERTAIN_ONE = wordset("the that this my your our his her their")
"""Before one person these tell of somebody certain, not of all who are like them: "the woman on your desk"."""
_I = frozenset({"i", "i'm", "i've", "i'd", "i'll"})


def groups(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Return the first and last word of each part of the community that the text names, slurs left out."""
    return tuple(_groups(reading))


def with_other_people(reading: Reading, start: int, end: int) -> str:
    """Return `original[start:end]` with one and the same people in the place of each group that it names."""
    return _replaced(reading, start, end, groups(reading), _PEOPLE)


def with_other_places(reading: Reading, is_name: Callable[[int], bool]) -> str:
    """Return the text with one and the same place in the place of each name in it.

    Args:
        is_name: whether a word, by its index, is a name though no capital shows it.
    """
    named = {n for first, last in groups(reading) for n in range(first, last + 1)}
    runs: list[tuple[int, int]] = []
    for n in range(len(reading.words)):
        if n in named or not (is_name(n) or has_later_capital(reading, n)):
            continue
        if runs and runs[-1][1] == n - 1 and reading.words[n].sentence == reading.words[n - 1].sentence:
            runs[-1] = runs[-1][0], n
        else:
            runs.append((n, n))
    return _replaced(reading, 0, len(reading.original), runs, _PLACE)


def has_later_capital(reading: Reading, index: int) -> bool:
    """Whether a word has a capital that tells a name: neither the first of its sentence nor the author's "I"."""
    word = reading.words[index]
    opens = index == 0 or reading.words[index - 1].sentence != word.sentence
    return not opens and word.form not in _I and reading.is_capitalised(index)


def _groups(reading: Reading) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(reading.words):
        last = None if reading.forms[index] in SLURS else group_end(reading, index)
        is_one = (
            last is not None and reading.forms[last] in _ONE and not _CERTAIN_ONE.isdisjoint(reading.before(index, 1))
        )
        if last is not None and not is_one:
            yield index, last
        index = (index if last is None else last) + 1


def _replaced(
    reading: Reading, start: int, end: int, runs: tuple[tuple[int, int], ...] | list[tuple[int, int]], by: str
) -> str:
    pieces: list[str] = []
    at = start
    for first, last in runs:
        begins, ends = reading.words_span(first, last)
        if begins >= at and ends <= end:
            pieces += (reading.original[at:begins], by)
            at = ends
    return "".join((*pieces, reading.original[at:end]))
