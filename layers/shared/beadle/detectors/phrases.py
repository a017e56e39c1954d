"""Phrases of several words, written as a reader likes them and searched as a machine does."""

from collections.abc import Iterator, Mapping

from beadle.detectors.text import Reading


class Phrases:
    """Phrases of one or more words, each with a weight; found wherever they stand in a text, by their first word."""

    def __init__(self, weighted: Mapping[float, str]) -> None:
        """`weighted`: phrases by weight, separated by commas or ends of line."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for weight, listed in weighted.items():
            for phrase in listed.replace("\n", ",").split(","):
                forms = tuple(phrase.split())
                if forms:
                    self._by_first.setdefault(forms[0], []).append((forms, weight))

    def at(self, reading: Reading, index: int) -> tuple[int, float] | None:
        """Return the number of words and the weight of the longest phrase that begins at word `index`."""
        candidates = self._by_first.get(reading.forms[index])
        if candidates is None:
            return None
        met = [(len(forms), weight) for forms, weight in candidates if reading.follows(index, forms)]
        return max(met, default=None)

    def find(self, reading: Reading) -> Iterator[tuple[int, int, float]]:
        """Yield index of the first and of the last word, and weight, of every phrase in the text."""
        for index, form in enumerate(reading.forms):
            met = self.at(reading, index) if form in self._by_first else None
            if met is not None:
                yield index, index + met[0] - 1, met[1]
