"""Words of names, of places above all: n-grams know the word inside "Bitchfield", and must not judge by it."""

from beadle.detectors.learned import model
from beadle.detectors.text import Reading

_SHORTEST = 3  # letters of a word that tells anything
_FIRST, _LATER, _ALONE = 0.5, 1.6, 5.0
"""A capitalised word that weighs less is taken for a name: where every sentence begins with a capital, less readily;
where a comment is nothing but capitalised words, more so."""
_INSIDE = 2.0  # the same for a small word inside a name, "Ashby cum Fenby"
_LONGEST = 7  # words of a name
_HEADLINE = 12  # words at least of a headline
_STRANGE = 1.1  # a word that the network knows in pieces only: Welsh, or misspelt
_VILLAGES = frozenset({"dyke", "dykes", "mitchell", "slacks", "moss"})  # with a capital


def is_name(reading: Reading, index: int, within: range | list[int], weight: float) -> bool:
    """Whether a word is of a name, "London", "Black Bourton" or "Bitchfield", or too short to tell anything.

    Args:
        within: the words that are looked at, of which `index` is one.
        weight: how much the word speaks for abuse by itself, 0 or more.
    """
    word = reading.words[index]
    capitalised = reading.is_capitalised(index)
    is_known = model().is_known(word.form)
    if len(word.form) < _SHORTEST or (not is_known and weight < _STRANGE):
        return True
    alone = len(within) <= _LONGEST and reading.is_capitalised(within[0]) and reading.is_capitalised(within[-1])
    if len(within) >= _HEADLINE and sum(map(reading.is_capitalised, within)) > len(within) / 2:
        return False  # a headline, or shouting: its capitals tell no names
    if not capitalised:
        return weight < _INSIDE and _is_inside(reading, index)
    if reading.is_proper_name(index) or not is_known or word.form in _VILLAGES:
        return True
    is_first = index == 0 or reading.words[index - 1].sentence != word.sentence
    return weight < (_ALONE if alone else _FIRST if is_first else _LATER)


def _is_inside(reading: Reading, index: int) -> bool:
    """Whether a capitalised word of the same sentence stands close on both sides, or a hyphen joins it to another."""
    sentence = reading.words[index].sentence
    if "-" in reading.plain[max(0, reading.words[index].start - 1) : reading.words[index].end + 1]:
        return True

    def has_capital(places: range) -> bool:
        inside = (n for n in places if 0 <= n < len(reading.words) and reading.words[n].sentence == sentence)
        return any(map(reading.is_capitalised, inside))

    return has_capital(range(index - 3, index)) and has_capital(range(index + 1, index + 4))
