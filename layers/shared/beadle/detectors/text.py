"""A comment's text as a reader sees it: words in their plain spelling, each knowing where it stands in the original."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from beadle.detectors.disguises import BYWORDS, HALVES, HIDDEN, SPELT_OUT
from beadle.detectors.pictures import is_drawn, unfolded
from beadle.detectors.spelling import is_dressed, squeezed, unleet
from beadle.detectors.undisguised import behind, unmasked

_CHUNK = re.compile(r"\S+")
_JOINTS = "-/.,;:&"  # "&" begins an entity too, where a platform sends them: "1d10t&#128514;"
_PIECE = re.compile(rf"[^{_JOINTS}]+")
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BRACKETED_C = re.compile(r"\W*\([a-z@$!|0-9]{2,}[^)]*$")  # "(unt": a bracket that is never closed
_THREEFOLD = re.compile(r"([a-z])\1\1")
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|(?<![^\s(])'[^'\n]{2,300}'(?![^\s.,;:!?)])")
_FINGER = "middlefinger"
_FINGERS = 3  # in a row: no slip, and not of the weather
_FIRST_HALVES = frozenset(first for first, _ in HALVES) | {"f"}
_LONGEST_DISGUISE = 40  # characters of one chunk
_LONGEST_WORD = max(map(len, HIDDEN))
_SHORTENED = re.compile(r"(?:cllr|mr|mrs|ms|dr|prof|rev|sgt|[a-z])\.")  # a full stop that ends no sentence


class Word(NamedTuple):
    """One word: its plain spelling, its place in `Reading.plain`, and what the author did to it."""

    form: str
    start: int
    end: int
    sentence: int
    disguised: bool = False  # leet, spacing, repeated letters: the author hid it
    masked: bool = False  # letters starred out: the author spared the reader


class Revealed(NamedTuple):
    """A text without its disguises; `changes` says what was put where: start, end, and both in the original."""

    text: str
    changes: tuple[tuple[int, int, int, int], ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stands in the original, with the whole of any word that was disguised."""
        return self._placed(start, 2), self._placed(end, 3)

    def _placed(self, position: int, side: int) -> int:
        last = bisect_left(self.changes, (position + (side == 2),)) - 1
        if last < 0:
            return position
        change = self.changes[last]
        return change[side] if position <= change[1] - (side == 2) else position - change[1] + change[3]


class Reading:
    """A text, read once for all detectors. Equal texts give one and the same reading."""

    __slots__ = ("_positions", "_quotes", "distinct", "forms", "original", "plain", "words")

    def __init__(self, original: str) -> None:
        self.original = original
        self.plain, self._positions = unfolded(original)
        self.words = _words(self.plain, original)
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

    def revealed(self) -> Revealed:
        """Return the text with every disguised or masked word in its plain spelling, the rest as it was written."""
        pieces: list[str] = []
        changes: list[tuple[int, int, int, int]] = []
        at = length = 0
        for word in self.words:
            start, end = self.span(word.start, word.end)
            written = self.original[start:end]
            spaced = " " in written  # "y o u", harmless in itself, beside a word that is not
            dressed = self._positions and (word.form in HIDDEN or is_dressed(written) or is_drawn(written))
            if not (word.disguised or word.masked or spaced or dressed):
                continue
            if start >= at and written.lower() != word.form:
                pieces += (self.original[at:start], word.form)
                length += start - at + len(word.form)
                changes.append((length - len(word.form), length, start, end))
                at = end
        return Revealed("".join((*pieces, self.original[at:])), tuple(changes))

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


def _words(plain: str, original: str) -> tuple[Word, ...]:
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
        parts = list(_chunk_words(chunk, start, sentence, stretched, original))
        singles += sum(part.end - part.start == 1 for part in parts)
        words.extend(parts)
        stops = chunk[-1] in ".!?;:" and not _SHORTENED.fullmatch(chunk)
        if stops or (len(chunk) > 1 and chunk[-1] in "\"')" and chunk[-2] in ".!?"):
            sentence += 1
    if _FINGER in plain or not _FIRST_HALVES.isdisjoint(word.form for word in words):
        words = list(_rejoined(words, plain))
    return tuple(_spelt_out(words)) if singles >= 3 else tuple(words)


def _rejoined(words: list[Word], plain: str) -> Iterator[Word]:
    """Yield the words, with those that are broken in two made one: "cu nt", "F U", a finger shown three times."""
    position = 0
    while position < len(words):
        word = words[position]
        following = words[position + 1] if position + 1 < len(words) else None
        whole = HALVES.get((word.form, following.form)) if following else None
        if following and whole and plain[word.end : following.start] == " ":
            yield Word(whole, word.start, following.end, word.sentence, disguised=True)
            position += 2
            continue
        fingers = _fingers(words, position)
        if fingers >= _FINGERS:
            yield word._replace(form="fuck", end=words[position + fingers - 1].end, disguised=True)
            position += fingers
            continue
        yield word._replace(form="fuck", disguised=True) if _is_initial_curse(words, position, plain) else word
        position += 1


def _fingers(words: list[Word], first: int) -> int:
    end = first
    while end < len(words) and words[end].form == _FINGER:
        end += 1
    return end - first


def _is_initial_curse(words: list[Word], position: int, plain: str) -> bool:
    """Whether an F opens a sentence, with a U behind it and a word behind that: "F U council", not "form F U 12"."""
    word = words[position]
    if word.form != "f" or position + 2 >= len(words) or words[position + 1].form != "u":
        return False
    opens = position == 0 or words[position - 1].sentence != word.sentence
    gap = plain[word.end : words[position + 1].start]
    return opens and gap in (" ", ".") and len(words[position + 2].form) > 1 and words[position + 2].form.isalpha()


def _unstretched(word: Word, stretched: bool) -> Word:
    if word.form in BYWORDS:
        return word._replace(form=BYWORDS[word.form], disguised=True)
    if stretched and word.form not in HIDDEN:
        for form in squeezed(word.form):
            if form in BYWORDS or (form in HIDDEN and form != word.form):
                return word._replace(form=BYWORDS.get(form, form), disguised=True)
    return word


def _chunk_words(chunk: str, start: int, sentence: int, stretched: bool, original: str) -> Iterator[Word]:
    """Yield the words of a chunk that is more than letters: one word if it hides one, its parts if not."""
    core_start = len(chunk) - len(chunk.lstrip("\"'[{<*_~#,.;:" if _BRACKETED_C.match(chunk) else "\"'([{<*_~#,.;:"))
    core = chunk[core_start:].rstrip("\"')]}>_~,.;:?").removesuffix("'s")
    if 3 <= len(core) <= _LONGEST_DISGUISE:
        at, end = start + core_start, start + core_start + len(core)
        calm = core.rstrip("!")
        spared = unmasked(calm)
        for form in (calm, core, core.rstrip("!*")) if calm != core or core[-1] == "*" else (core,):
            hidden = spared or behind(form, original, stretched)
            if hidden:
                end -= len(core) - len(calm) if spared or form == calm else 0
                yield Word(hidden, at, end, sentence, disguised=not spared, masked=bool(spared))
                return
    pieces = list(_PIECE.finditer(chunk)) if any(c in chunk for c in _JOINTS) else []
    if len(pieces) > 1:  # "f4gg0t-lover", "idiots.5h1t": each piece may hide one
        for piece in pieces:
            yield from _chunk_words(piece.group(), start + piece.start(), sentence, stretched, original)
        return
    for part in _PART.finditer(chunk):
        word = Word(part.group(), start + part.start(), start + part.end(), sentence)
        yield _unstretched(word, stretched)


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
    hidden = {start: length for start in range(len(spelt)) if (length := _longest(spelt, start, HIDDEN, 4))}
    position = 0
    while position < len(spelt):
        length = hidden.get(position, 0) or _longest(spelt, position, SPELT_OUT, 1)
        if position not in hidden and any(inside in hidden for inside in range(position + 1, position + length)):
            length = 1  # "a n i d i o t" is no "an"
        if length and spelt[position : position + length] in SPELT_OUT:
            first, last = letters[position], letters[position + length - 1]
            form = spelt[position : position + length]
            yield Word(form, first.start, last.end, first.sentence, disguised=form in HIDDEN)
        else:
            length = 1
            yield letters[position]
        position += length


def _longest(spelt: str, start: int, words: frozenset[str], shortest: int) -> int:
    """Return the length of the longest of `words` that begins at `start`; 0 when none does."""
    for length in range(min(_LONGEST_WORD, len(spelt) - start), shortest - 1, -1):
        if spelt[start : start + length] in words:
            return length
    return 0
