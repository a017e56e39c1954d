"""One text by many authors, such as a template that a campaign hands out. Nobody's breach: people may share a template.

Every process remembers the last texts that it judged, so that nothing is written for the ordinary comment; see
docs/decisions/0012-campaigns.md. Texts are found again by parts of their signature, in time that does not grow with how
many are remembered (locality-sensitive hashing; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from beadle.detectors.repetition import signature, similarity
from beadle.detectors.text import read
from beadle.domain.comments import Comment
from beadle.domain.histories import mark

MANY = 4
"""Authors from whom on a text is a campaign's."""
LEAST = 40  # characters of words, below which people may well say the same by themselves
REMEMBERED = 2000  # texts of one process, about a kilobyte each
SIMILAR = 0.6
_BAND = 3  # characters of a signature that two texts must share to be compared
_COMMENTS_NAMED = 8


@dataclass(frozen=True, slots=True)
class Campaign:
    """One text by many authors, on the comment that makes them many."""

    key: str  # the same for the same text in every process
    comment_ids: tuple[str, ...]  # one of each author's, the first of them first


@dataclass(slots=True)
class _Shared:
    """A remembered text, and whose comments bear it."""

    signature: str
    by_author: dict[str, str] = field(default_factory=dict)  # the author's mark: a comment's id


class Campaigns:
    """What one process has judged lately, bounded."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        """`remembered`: texts kept; the one that was met longest ago goes first."""
        self._remembered = remembered
        self._texts: OrderedDict[str, _Shared] = OrderedDict()  # by signature
        self._bands: dict[str, str] = {}  # a part of a signature: the signature of the last text that has it

    def seen(self, comment: Comment) -> Campaign | None:
        """Remember the comment; return the campaign that its author, as the fourth, makes of it, else None.

        The same comment again gives the same answer as long as its text is remembered.
        """
        signed = signature(comment.text)
        if not signed or sum(len(form) + 1 for form in read(comment.text).forms) <= LEAST:
            return None
        shared = self._found(signed) or self._added(signed)
        self._texts.move_to_end(shared.signature)
        if len(shared.by_author) < _COMMENTS_NAMED:
            shared.by_author.setdefault(mark(comment.author.author_id), comment.comment_id)
        authors = [*shared.by_author]
        if mark(comment.author.author_id) not in authors[MANY - 1 : MANY]:
            return None
        return Campaign(mark(shared.signature), tuple(shared.by_author.values())[:MANY])

    def _found(self, signed: str) -> _Shared | None:
        for band in _bands(signed):
            known = self._texts.get(self._bands.get(band, ""))
            if known is not None and similarity(signed, known.signature) >= SIMILAR:
                return known
        return None

    def _added(self, signed: str) -> _Shared:
        if len(self._texts) >= self._remembered:
            gone, _ = self._texts.popitem(last=False)
            for band in _bands(gone):
                if self._bands.get(band) == gone:
                    del self._bands[band]
        shared = self._texts[signed] = _Shared(signed)
        self._bands.update(dict.fromkeys(_bands(signed), signed))
        return shared


def _bands(signed: str) -> list[str]:
    return [f"{at}{signed[at : at + _BAND]}" for at in range(0, len(signed), _BAND)]
