"""One comment judged by the packaged policy, for the tests of detectors."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from beadle.detectors.context import Context
from beadle.detectors.registry import DETECTORS, find_all
from beadle.domain.comments import Author, Comment
from beadle.domain.histories import Trace
from beadle.domain.judgements import Finding, Judgement, Rulebook, Verdict, judge
from beadle.policy.loader import load

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared" / "data"
"""The shared data folder beside the repository; tests that need it are skipped where it is absent."""


@cache
def packaged() -> Rulebook:
    """Return the packaged policy."""
    return load()


def written(
    text: str, post: str = "", author: str = "Jane Roe", comment_id: str = "c1", alt_texts: Sequence[str] = ()
) -> Comment:
    """Return a comment of `author`'s, under the post of that text, with pictures of which that is said."""
    who = Author(f"test:{author}", author, author)
    return Comment(comment_id, "corporate", post, who, text, NOW, post_text=post, alt_texts=tuple(alt_texts))


def found(
    text: str,
    post: str = "",
    author: str = "Jane Roe",
    earlier: Sequence[Trace] = (),
    alt_texts: Sequence[str] = (),
) -> list[Finding]:
    """Return what all detectors of the packaged policy see."""
    return find_all(written(text, post, author, alt_texts=alt_texts), earlier, packaged())


def judged(
    text: str,
    post: str = "",
    author: str = "Jane Roe",
    earlier: Sequence[Trace] = (),
    alt_texts: Sequence[str] = (),
) -> Judgement:
    """Return the judgement by the packaged policy."""
    comment = written(text, post, author, alt_texts=alt_texts)
    return judge(comment, find_all(comment, earlier, packaged()), packaged(), NOW)


def by_rule(detector: str, text: str) -> list[Finding]:
    """Return what one detector sees by itself, without the model's opinion."""
    return list(DETECTORS[detector](Context(written(text), (), packaged().parameters.get(detector, {}))))


def verdict_by_rule(detector: str, text: str) -> Verdict:
    """Return the severest verdict of the packaged policy on what one detector sees by itself."""
    asked = (rule.verdict(one) for one in by_rule(detector, text) for rule in packaged().rules_of(detector))
    return max(asked, default=Verdict.KEEP)


def needs_by_rule(detector: str, text: str) -> set[str]:
    """Return what an officer must know at once of what one detector sees."""
    return {need for one in by_rule(detector, text) for need in one.needs}


def outcome(judgement: Judgement) -> str:
    """Return verdict and clauses as one line, "remove AU02 AU03": of a removal, the clauses that ask for it."""
    clauses = sorted({b.clause for b in judgement.breaches if b.verdict and b.verdict == judgement.verdict})
    return " ".join([judgement.verdict.word, *clauses])


def lines(name: str) -> list[str]:
    """Return the lines of a file of the tests' data, without its comments."""
    return [line for line in (DATA / name).read_text().splitlines() if line and not line.startswith("#")]


def verdicts(texts: Sequence[str]) -> dict[Verdict, list[str]]:
    """Return the texts by their verdict."""
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for text in texts:
        by_verdict[judged(text).verdict].append(text)
    return by_verdict
