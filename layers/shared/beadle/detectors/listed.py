"""Words and phrases that a council lists itself: an officer's nickname, a local slur, swearing where none may stand.

They bite wherever they stand, in quotations too: the list is the council's own word. None is listed by default.
"""

from collections.abc import Iterator
from functools import lru_cache

from beadle.detectors.certainty import CERTAIN, LIKELY
from beadle.detectors.context import Context
from beadle.detectors.parameters import strings
from beadle.detectors.phrases import Phrases
from beadle.detectors.text import read
from beadle.domain.judgements import Finding


def detect_listed(context: Context) -> Iterator[Finding]:
    """Yield listed words: those under `remove` for certain, those under `review` for an officer to weigh."""
    remove, review = strings(context.parameters, "remove"), strings(context.parameters, "review")
    if not remove and not review:
        return
    reading = read(context.comment.text)
    for first, last, confidence in _compiled(remove, review).find(reading):
        yield Finding("listed-word", confidence, *reading.words_span(first, last), "a word on the council's own list")


@lru_cache(maxsize=64)
def _compiled(remove: tuple[str, ...], review: tuple[str, ...]) -> Phrases:
    return Phrases({CERTAIN: _forms(remove), LIKELY: _forms(review)})


def _forms(terms: tuple[str, ...]) -> str:
    """Return terms as the reading of a comment spells its words."""
    return ",".join(" ".join(read(term).forms) for term in terms)
