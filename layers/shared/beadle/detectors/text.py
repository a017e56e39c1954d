"""A comment's text as a reader sees it: words in their plain spelling, each knowing where it stands in the original."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from beadle.detectors.spelling import MASKS, fold, squeezed, unleet
from beadle.detectors.vocabulary import DISGUISED, MASKED, SPELT_OUT

_CHUNK = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_THREEFOLD = re.compile(r"([a-z])\1\1")
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|(?<![^\s(])'[^'\n]{2,300}'(?![^\s.,;:!?)])")
_LONGEST_DISGUISE = 40  # characters of one chunk
_LONGEST_WORD = max(map(len, DISGUISED))
_SUFFIXES = frozenset({"", "s", "ing", "in", "ed", "er", "ers", "y", "ty", "es", "head", "heads"})


class Word(NamedTuple):
    """One word: its plain spelling, its place in `Reading.plain`, and what the author did to it."""

    form: str
    start: int
    end: int
    sentence: int
    disguised: bool = False  # leet, spacing, repeated letters: the author hid it
    masked: bool = False  # letters starred out: the author spared the reader


class Reading:
    """A text, read once for all detectors. Equal texts give one and the same reading."""

    __slots__ = ("_positions", "_quotes", "distinct", "forms", "original", "plain", "words")

    def __init__(self, original: str) -> None:
        self.original = original
        self.plain, self._positions = _plain(original)
        self.words = _words(self.plain)
        self.forms = tuple(word.form for word in self.words)
        self.distinct = frozenset(self.forms)  # so that asking for one of many words costs no walk
        self._quotes: tuple[tuple[int, int], ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `plain[start:end]` stands in the original; both half-open, in characters."""
        if self._positions is None:
            return start, end
        if start >= end:
            return (0, 0)
        return self._positions[start], self._positions[end - 1] + 1

    def words_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words `first` to `last`, both included, stand in the original."""
        return self.span(self.words[first].start, self.words[last].end)

    def is_quoted(self, position: int) -> bool:
        """Whether the character of `plain` at `position` stands between quotation marks."""
        if self._quotes is None:
            has_marks = '"' in self.plain or "'" in self.plain
            self._quotes = tuple(m.span() for m in _QUOTED.finditer(self.plain)) if has_marks else ()
        before = bisect_left(self._quotes, (position,)) - 1
        return before >= 0 and self._quotes[before][0] < position < self._quotes[before][1]

    def is_capitalised(self, index: int) -> bool:
        """Whether the author began word `index` with a capital letter."""
        start, _ = self.words_span(index, index)
        return self.original[start].isupper()

    def is_proper_name(self, index: int) -> bool:
        """Whether word `index` is part of a name, "King's Dyke": capitals on it and beside it, not on everything."""
        return self.is_capitalised(index) and any(
            0 <= beside < len(self.words)
            and self.words[beside].sentence == self.words[index].sentence
            and self.is_capitalised(beside)
            and not self.original[slice(*self.words_span(min(beside, index), max(beside, index)))].isupper()
            for beside in (index - 1, index + 1)
        )

    def is_joined(self, index: int) -> bool:
        """Whether nothing but space stands between word `index` and the next."""
        return index + 1 < len(self.words) and self.plain[self.words[index].end : self.words[index + 1].start].isspace()

    def follows(self, index: int, forms: tuple[str, ...]) -> bool:
        """Whether the words from `index` on are `forms`."""
        return self.forms[index : index + len(forms)] == forms

    def before(self, index: int, count: int) -> list[str]:
        """Return the up to `count` words before word `index` in its sentence, in order."""
        sentence = self.words[index].sentence
        return [w.form for w in self.words[max(0, index - count) : index] if w.sentence == sentence]

    def ahead(self, index: int, count: int) -> list[str]:
        """Return the up to `count` words after word `index` in its sentence, in order."""
        sentence = self.words[index].sentence
        return [w.form for w in self.words[index + 1 : index + 1 + count] if w.sentence == sentence]


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """Return the reading of `text`; detectors that look at one comment share it."""
    return Reading(text)


def _plain(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text.lower(), None
    letters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        seen = character.lower() if character < "\x80" else fold(character)
        letters.append(seen)
        positions.extend([position] * len(seen))
    return "".join(letters), positions


def _words(plain: str) -> tuple[Word, ...]:
    stretched = _THREEFOLD.search(plain) is not None
    words: list[Word] = []
    sentence = 0
    singles = 0
    for match in _CHUNK.finditer(plain):
        chunk = match.group()
        start = match.start()
        if words and words[-1].sentence == sentence and "\n" in plain[words[-1].end : start]:
            sentence += 1
        if chunk.isalpha():
            words.append(_unstretched(Word(chunk, start, match.end(), sentence), stretched))
            singles += len(chunk) == 1
            continue
        parts = list(_chunk_words(chunk, start, sentence, stretched))
        singles += sum(part.end - part.start == 1 for part in parts)
        words.extend(parts)
        if chunk[-1] in ".!?;:" or (len(chunk) > 1 and chunk[-1] in "\"')" and chunk[-2] in ".!?"):
            sentence += 1
    return tuple(_spelt_out(words)) if singles >= 3 else tuple(words)


def _unstretched(word: Word, stretched: bool) -> Word:
    if stretched and word.form not in DISGUISED:
        for form in squeezed(word.form):
            if form in DISGUISED and form != word.form:
                return word._replace(form=form, disguised=True)
    return word


def _chunk_words(chunk: str, start: int, sentence: int, stretched: bool) -> Iterator[Word]:
    """Yield the words of a chunk that is more than letters: one word if it hides one, its parts if not."""
    core_start = len(chunk) - len(chunk.lstrip("\"'([{<*_~#,.;:"))
    core = chunk[core_start:].rstrip("\"')]}>_~,.;:?")
    if 3 <= len(core) <= _LONGEST_DISGUISE:
        at, end = start + core_start, start + core_start + len(core)
        unmasked = _unmasked(core.rstrip("!"))
        revealed = unmasked or _revealed(core, stretched) or _revealed(core.rstrip("!*"), stretched)
        if revealed:
            yield Word(revealed, at, end, sentence, disguised=not unmasked, masked=bool(unmasked))
            return
    for part in _PART.finditer(chunk):
        word = Word(part.group(), start + part.start(), start + part.end(), sentence)
        yield _unstretched(word, stretched)


def _revealed(core: str, stretched: bool) -> str:
    """Return the word that a chunk hides behind digits, signs and separators; "" when it hides none."""
    if core.isalpha() or "'" in core or "/" in core or sum(map(str.isalpha, core)) < 2 or core[-2:].isdigit():
        return ""  # two digits at the end make a road, a postcode or a reference
    for spelling in unleet(core):
        letters = "".join(filter(str.isalpha, spelling))
        for form in (letters, *squeezed(letters)) if stretched else (letters,):
            if form in DISGUISED:
                return form
    if any(c in "1!|" for c in core):  # an exclamation mark that is one, not a letter
        return _revealed(core.replace("!", ""), stretched) if "!" in core else ""
    return ""


def _unmasked(core: str) -> str:
    """Return the word of which some letters are starred out; "" when there is none, or too little left to tell."""
    letters = sum(map(str.isalpha, core))
    if (
        letters == len(core)
        or not core
        or not core[0].isalpha()
        or not MASKS.issuperset(c for c in core if not c.isalpha())
    ):
        return ""
    if core.count("-") == 1 and "*" not in core:  # a hyphen
        return ""
    for word in MASKED if letters >= 2 else MASKED[:1]:
        if len(core) < len(word) or core[len(word) :] not in _SUFFIXES:
            continue
        if all(c == letter or c in MASKS for c, letter in zip(core, word, strict=False)):
            whole = word + core[len(word) :]
            return whole if whole in DISGUISED else word
    return ""


def _spelt_out(words: list[Word]) -> Iterator[Word]:
    """Yield the words, with each run of three or more single letters read as the words that it spells."""
    position = 0
    while position < len(words):
        end = position
        while end < len(words) and words[end].end - words[end].start == 1:
            end += 1
        if end - position >= 3:
            yield from _spelling(words[position:end])
            position = end
        else:
            yield from words[position : end + 1]
            position = end + 1


def _spelling(letters: list[Word]) -> Iterator[Word]:
    spelt = unleet("".join(word.form for word in letters))[0]
    position = 0
    while position < len(spelt):
        for length in range(min(_LONGEST_WORD, len(spelt) - position), 1, -1):
            form = spelt[position : position + length]
            if form in SPELT_OUT:
                first, last = letters[position], letters[position + length - 1]
                yield Word(form, first.start, last.end, first.sentence, disguised=form in DISGUISED)
                position += length
                break
        else:
            yield letters[position]
            position += 1
