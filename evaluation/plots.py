"""The two drawings of the page: precision against recall, and how well the model's probabilities are calibrated."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_recall_curve

from evaluation.measures import Measured

BINS = 12

mpl.rcParams["svg.hashsalt"] = "beadle"  # the same figures give the same file
mpl.rcParams["svg.fonttype"] = "none"


def precision_recall(measured: Sequence[Measured], to: Path) -> None:
    """Draw precision against recall, a line a set, by Beadle's score."""
    figure, axes = _axes("recall", "precision")
    for one in measured:
        precision, recall, _ = precision_recall_curve(one.breaks, one.judged.scores())
        axes.plot(recall, precision, label=one.tests.name, linewidth=1.2)
    _write(figure, axes, to)


def calibration(measured: Sequence[Measured], to: Path) -> None:
    """Draw how often texts of each score do break the rule; on the diagonal a score is what it says."""
    figure, axes = _axes("score", "share that breaks the rule")
    axes.plot((0, 1), (0, 1), color="grey", linewidth=0.8, linestyle="dashed")
    for one in measured:
        share, score = calibration_curve(one.breaks, one.judged.learned, n_bins=BINS, strategy="quantile")
        axes.plot(score, share, label=one.tests.name, linewidth=1.2, marker=".", markersize=4)
    _write(figure, axes, to)


def _axes(across: str, up: str):  # type: ignore[no-untyped-def]  # matplotlib's own types come and go with its releases
    figure = Figure(figsize=(6.4, 4.4), layout="constrained")
    axes = figure.subplots()
    axes.set(xlabel=across, ylabel=up, xlim=(0, 1), ylim=(0, 1.02))
    axes.grid(alpha=0.3)
    return figure, axes


def _write(figure, axes, to: Path) -> None:  # type: ignore[no-untyped-def]  # likewise
    axes.legend(fontsize=8, loc="best")
    to.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(to, metadata={"Date": None, "Creator": None})
