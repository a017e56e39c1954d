"""A comment's text as a reader sees it: words in their plain spelling, each knowing where it stands in the original."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from beadle.detectors.disguises import BYWORDS, HALVES, HIDDEN, SPELT_OUT, STARRED
from beadle.detectors.spelling import MASKS, PICTURED_PARTS, fold, squeezed, unleet

_CHUNK = re.compile(r"\S+")
_JOINTS = "-/.,;:"
_PIECE = re.compile(rf"[^{_JOINTS}]+")
_PART = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BRACKETED_C = re.compile(r"\W*\([a-z@$!|0-9]{2,}[^)]*$")  # "(unt": a bracket that is never closed
_INSULTING = re.compile(r"(?i)\b(?:of|you|talking|eat|utter|total|absolute|complete) $")
_THREEFOLD = re.compile(r"([a-z])\1\1")
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|(?<![^\s(])'[^'\n]{2,300}'(?![^\s.,;:!?)])")
_FINGER = "middlefinger"
_FINGERS = 3  # in a row: no slip, and not of the weather
_FIRST_HALVES = frozenset(first for first, _ in HALVES) | {"f"}
_LONGEST_DISGUISE = 40  # characters of one chunk
_LONGEST_WORD = max(map(len, HIDDEN))
_NUMBERED = re.compile(r"[a-z]{1,2}\d+|[a-z]{3}\d{2,}")  # a road, a postcode, a reference
_SHORTENED = re.compile(r"(?:cllr|mr|mrs|ms|dr|prof|rev|sgt|[a-z])\.")  # a full stop that ends no sentence
_SUFFIXES = frozenset({"", "s", "ing", "in", "ed", "er", "ers", "y", "ty", "es", "head", "heads"})


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

    def revealed(self) -> Revealed:
        """Return the text with every disguised or masked word in its plain spelling, the rest as it was written."""
        pieces: list[str] = []
        changes: list[tuple[int, int, int, int]] = []
        at = length = 0
        for word in self.words:
            start, end = self.span(word.start, word.end)
            spaced = " " in self.original[start:end]  # "y o u", harmless in itself, beside a word that is not
            if not (word.disguised or word.masked or spaced or (self._positions and word.form in HIDDEN)):
                continue
            if start >= at and self.original[start:end].lower() != word.form:
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


def _plain(text: str) -> tuple[str, list[int] | None]:
    if text.isascii():
        return text.lower(), None
    letters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        seen = character.lower() if character < "\x80" else fold(character)
        if character in PICTURED_PARTS and (
            text[position - 1 : position].isalpha()
            or text[position + 1 : position + 2].isalpha()
            or _INSULTING.search(text, max(0, position - 12), position)
        ):
            seen = PICTURED_PARTS[character]
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
            if form in HIDDEN and form != word.form:
                return word._replace(form=form, disguised=True)
    return word


def _chunk_words(chunk: str, start: int, sentence: int, stretched: bool) -> Iterator[Word]:
    """Yield the words of a chunk that is more than letters: one word if it hides one, its parts if not."""
    core_start = len(chunk) - len(chunk.lstrip("\"'[{<*_~#,.;:" if _BRACKETED_C.match(chunk) else "\"'([{<*_~#,.;:"))
    core = chunk[core_start:].rstrip("\"')]}>_~,.;:?")
    if 3 <= len(core) <= _LONGEST_DISGUISE:
        at, end = start + core_start, start + core_start + len(core)
        unmasked = _unmasked(core.rstrip("!"))
        revealed = unmasked or _revealed(core, stretched) or _revealed(core.rstrip("!*"), stretched)
        if revealed:
            shouted = len(core) - len(core.rstrip("!")) if unmasked else 0
            yield Word(revealed, at, end - shouted, sentence, disguised=not unmasked, masked=bool(unmasked))
            return
    pieces = list(_PIECE.finditer(chunk)) if any(c in chunk for c in _JOINTS) else []
    if len(pieces) > 1:  # "f4gg0t-lover", "idiots.5h1t": each piece may hide one
        for piece in pieces:
            yield from _chunk_words(piece.group(), start + piece.start(), sentence, stretched)
        return
    for part in _PART.finditer(chunk):
        word = Word(part.group(), start + part.start(), start + part.end(), sentence)
        yield _unstretched(word, stretched)


def _revealed(core: str, stretched: bool) -> str:
    """Return the word that a chunk hides behind digits, signs and separators; "" when it hides none."""
    if core.isalpha() or "'" in core or "/" in core or not any(map(str.isalpha, core)) or _NUMBERED.fullmatch(core):
        return ""
    for spelling in unleet(core):
        letters = "".join(filter(str.isalpha, spelling))
        for form in (letters, *squeezed(letters)) if stretched else (letters,):
            if form in HIDDEN:
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
    if core.strip("*_") in HIDDEN:  # *emphasis*
        return ""
    for word in STARRED if letters >= 2 else STARRED[:1]:
        if len(core) < len(word) or core[len(word) :] not in _SUFFIXES:
            continue
        if all(c == letter or c in MASKS for c, letter in zip(core, word, strict=False)):
            whole = word + core[len(word) :]
            return whole if whole in HIDDEN else word
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
