"""`make evaluate`: measure Beadle and its peers side by side on every set, and write docs/accuracy.md."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from benchmarks.__main__ import machine
from evaluation import measures, personal, plots, sets
from evaluation.page import Results, page
from evaluation.peers import PEERS, Scorer
from evaluation.spam import videos

PAGE = sets.ROOT / "docs" / "accuracy.md"
DRAWINGS = sets.ROOT / "docs" / "accuracy"


def main() -> None:
    """Measure, show the page, and write it with its drawings."""
    if not sets.is_there():
        sys.exit(f"make evaluate needs the shared data folder at {sets.SHARED}")
    found = Results()
    peers = _peers(found)
    for tests in sets.abuse():
        with _told(tests.name):
            found.abuse.append(measures.abuse(tests, peers))
    found.detectors = measures.detectors(found.abuse)
    for corpus in sets.corpora():
        with _told(corpus.name):
            found.kept[corpus.name] = (corpus.about, *measures.kept(corpus))
    with _told("spam"):
        found.spam = videos()
    with _told("personal information"):
        found.personal = personal.by_filter()
    with _told("places"):
        found.places = measures.places_flagged()
    with _told("disguises"):
        found.disguises = measures.disguises()
    plots.precision_recall(found.abuse, DRAWINGS / "precision-recall.svg")
    plots.calibration(found.abuse, DRAWINGS / "calibration.svg")
    text = "\n".join(page(found, datetime.now(UTC).date(), machine())) + "\n"
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _peers(found: Results) -> dict[str, Scorer]:
    """Return the peers that can run here; why another cannot is told on the page."""
    ready: dict[str, Scorer] = {}
    for name, make in PEERS.items():
        try:
            ready[name] = make()
        except Exception as error:  # whatever keeps a peer from running must not keep Beadle from it
            found.absent[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
    return ready


@contextmanager
def _told(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    sys.stderr.write(f"{what}: {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
