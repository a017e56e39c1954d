"""What a model learned from public examples of abuse: scores of a text, and findings by them.

The model lies in a layer of its own (`layers/model`), which only the moderator carries. Nothing of it, and no numpy,
is loaded before the first text is scored.
"""

from collections.abc import Mapping
from functools import lru_cache
from os import environ
from typing import TYPE_CHECKING

from beadle.detectors.text import read
from beadle.domain.errors import Rejected

if TYPE_CHECKING:
    from beadle.detectors.learned.ensemble import Model, Scored

LABELS = ("abuse", "tox", "hate", "insult", "threat", "obscene")
"""Any abuse at all, then its kinds as public corpora name them: rude or toxic, hatred of a group, an insult to a
person, a threat, obscenity."""


class ModelMissing(Rejected):
    """The layer with the model, or numpy that it needs, is not installed where it is asked for."""


@lru_cache(maxsize=1)
def model() -> "Model":
    """Return the model, read once a process; ModelMissing where its layer is not installed."""
    # Matrices this small gain nothing by threads, and several processes of them would wait for one another.
    environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from beadle.detectors.learned.ensemble import load  # noqa: PLC0415 - numpy and 60 MB: only where they are used
        from beadle_model import ARTEFACT  # noqa: PLC0415 - a layer that most functions do not carry
    except ModuleNotFoundError as error:
        raise ModelMissing(f"the learned detectors need {error.name}: add layers/model, or take them out") from error
    return load(ARTEFACT)


@lru_cache(maxsize=16)
def scored(text: str) -> "tuple[Scored, ...]":
    """Return every window of the text with its probabilities; detectors that look at one comment share them.

    What is read is the text without its disguises; where a window stands is said of the text as it was written.
    """
    revealed = read(text).revealed()
    windows = model().windows(revealed.text)
    if not revealed.changes:
        return windows
    return tuple(
        window._replace(start=start, end=end)
        for window in windows
        for start, end in [revealed.original_span(window.start, window.end)]
    )


def scores(text: str) -> Mapping[str, float]:
    """Return how probable each of LABELS is, 0 to 1, in the worst window of the text; 0 where there are no words.

    Probable as in the corpora that were learned from, where every third text breaks a rule; findings are weighed anew.

    Raises:
        ModelMissing: its message says what is not installed.
    """
    return {label: max((one.probabilities[label] for one in scored(text)), default=0.0) for label in LABELS}
