"""A text in pieces short enough to be read at once, so that one slur in five thousand words is found."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

_CHUNK = re.compile(r"\S+")
_ENDS = ".!?…"
_MARKS = "\"')]}”’"


class Window(NamedTuple):
    """A piece of a text: where it stands, half-open in characters, and its token ids."""

    start: int
    end: int
    ids: tuple[int, ...]


def windows(text: str, tokenise: Callable[[str], Sequence[int]], longest: int) -> Iterator[Window]:
    """Yield the text in windows of at most `longest` tokens, each as full as it gets but broken where a sentence ends.

    Every character that is no space stands in a window, and only in one; what holds more tokens than a window without
    a single space stands in several, which all name the whole of it.
    """
    held: list[Window] = []  # chunks between spaces
    used = 0
    for chunk in _CHUNK.finditer(text):
        for ids in _parts(tokenise(chunk.group()), longest):
            while held and used + len(ids) > longest:
                cut = _last_sentence(text, held)
                yield _joined(held[:cut])
                del held[:cut]
                used = sum(len(one.ids) for one in held)
            held.append(Window(*chunk.span(), ids))
            used += len(ids)
    if held:
        yield _joined(held)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of `text[start:end]` stands in the text."""
    first: int | None = None
    last = start
    for chunk in _CHUNK.finditer(text, start, end):
        if first is None:
            first = chunk.start()
        last = chunk.end()
        if _ends_sentence(text, last):
            yield first, last
            first = None
    if first is not None:
        yield first, last


def _parts(ids: Sequence[int], longest: int) -> Iterator[tuple[int, ...]]:
    for place in range(0, len(ids), longest):
        yield tuple(ids[place : place + longest])


def _last_sentence(text: str, held: Sequence[Window]) -> int:
    """Return how many chunks make whole sentences: all of them where no sentence ends in the second half."""
    for count in range(len(held), len(held) // 2, -1):
        if _ends_sentence(text, held[count - 1].end):
            return count
    return len(held)


def _ends_sentence(text: str, end: int) -> bool:
    closing = text[max(0, end - 4) : end].rstrip(_MARKS)
    return (closing[-1:] in _ENDS and bool(closing)) or "\n" in text[end : end + 2]


def _joined(held: Sequence[Window]) -> Window:
    return Window(held[0].start, held[-1].end, tuple(token for one in held for token in one.ids))
