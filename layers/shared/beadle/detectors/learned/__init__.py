"""What a model learned from public examples of abuse: scores of a text, and findings by them.

The model lies in a layer of its own (`layers/model`), which only the moderator and whoever evaluates carries. Nothing
of it, and no numpy, is loaded before the first text is scored.
"""

from collections.abc import Mapping

LABELS = ("abuse", "tox", "hate", "insult", "threat", "obscene")
"""Any abuse at all, then its kinds as public corpora name them: rude or toxic, hatred of a group, an insult to a
person, a threat, obscenity."""


def scores(text: str) -> Mapping[str, float]:
    """Return how probable each of LABELS is, 0 to 1, by the worst part of the text.

    Raises:
        ModelMissing: the model's layer is not installed; its message says how to get it.
    """
    from beadle.detectors.learned.model import model  # noqa: PLC0415 - numpy and 40 MB: only where it is used

    return model().scores(text)
