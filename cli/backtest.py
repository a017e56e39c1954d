"""`beadle backtest`: judge a file of comments as the moderator would, without network and without AWS."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from beadle.detectors.campaigns import Campaigns
from beadle.detectors.claims import claims_repeated
from beadle.detectors.learned import scores
from beadle.detectors.learned.findings import LEARNED
from beadle.detectors.provocation import is_jab
from beadle.detectors.registry import find_all
from beadle.detectors.repetition import signature
from beadle.domain.comments import Author, Comment, admit
from beadle.domain.errors import MalformedInput
from beadle.domain.histories import History, Trace
from beadle.domain.hours import require_aware
from beadle.domain.judgements import Judgement, Rulebook, Verdict, judge
from beadle.domain.redaction import Removal, redacted, removals
from beadle.policy.loader import load

BAD_INPUT = 2  # exit code
STDIN = Path("-")
REQUIRED = ("id", "author", "text", "post")
OPTIONAL = ("channel", "posted_at")  # and alt: the alt texts of its pictures, a list
TRACES_KEPT = 16  # as many of an author's comments as the moderator's own table keeps between two prunings
TRACES_BEFORE_PRUNING = 24


app = typer.Typer(add_completion=False)


@app.command()
def backtest(
    file: Annotated[
        Path, typer.Argument(help="JSON Lines: id, author, text, post; optional channel, posted_at, alt; - is stdin.")
    ],
    policy_file: Annotated[
        Path | None, typer.Option("--policy", help="A policy instead of Beadle's own.", exists=True, dir_okay=False)
    ] = None,
    scored: Annotated[
        bool, typer.Option("--scores", help="Ask the learned model of every comment, also of those that rules decide.")
    ] = False,
) -> None:
    """Judge a file of comments as the moderator would: one judgement a line, in order, without network or AWS.

    `alt` is a list: what the author says of each picture of the comment, its alt text. `posted_at` counts as the time
    when it was seen. A comment by which many authors have posted one text names them all under `campaign`.
    """
    rulebook = load(policy_file)
    name = "standard input" if file == STDIN else str(file)
    try:
        with opened(file, name) as lines:
            judging, campaigns = Judging(rulebook), Campaigns()
            for comment in read(lines, name):
                judgement = judging(comment)
                line = shown(comment, judgement)
                if scored or _has_learned(judgement):
                    line["scores"] = {label: round(score, 4) for label, score in scores(comment.text).items()}
                campaign = campaigns.seen(comment) if judgement.verdict is not Verdict.REMOVE else None
                if campaign:
                    line["campaign"] = list(campaign.comment_ids)
                sys.stdout.write(json.dumps(line) + "\n")
                sys.stdout.flush()  # whoever feeds it line by line reads it line by line
    except MalformedInput as error:
        _refuse([f"{error.subject}: {problem}" for problem in error.problems])


@dataclass(slots=True)
class Judging:
    """The moderator's judgement with its memory of authors in this process, bounded by author as the real one is."""

    rulebook: Rulebook
    _traces: dict[str, dict[str, Trace]] = field(default_factory=dict)  # by author, by comment

    def __call__(self, comment: Comment) -> Judgement:
        """Judge a comment in the light of those before it."""
        seen_at = self._seen_at(comment)
        history = self._record(comment, seen_at)
        rulebook = self.rulebook.for_channel(comment.channel_id)
        findings = find_all(comment, history.earlier_than(comment.comment_id), rulebook)
        return judge(comment, findings, rulebook, seen_at, claims_repeated(comment, rulebook))

    def _seen_at(self, comment: Comment) -> datetime:
        """Return when it was posted, but after whatever of its author's stands before it: the file's order is kept."""
        newest = max((t.seen_at for t in self._traces.get(comment.author.author_id, {}).values()), default=None)
        return comment.seen_at if newest is None else max(comment.seen_at, newest + timedelta(microseconds=1))

    def _record(self, comment: Comment, seen_at: datetime) -> History:
        traces = self._traces.setdefault(comment.author.author_id, {})
        traces.setdefault(comment.comment_id, Trace.of(comment, signature(comment.text), seen_at, is_jab(comment)))
        history = History(comment.author.author_id, tuple(traces.values()))
        if len(traces) > TRACES_BEFORE_PRUNING:
            for gone in list(traces)[:-TRACES_KEPT]:
                del traces[gone]
        return history


def read(lines: BinaryIO, name: str) -> Iterator[Comment]:
    """Yield the comments of a file, line by line.

    Args:
        lines: JSON Lines in UTF-8; empty lines are passed over.
        name: the file's, for the errors.
    Raises:
        MalformedInput: names the line and every field of it that is wrong; the lines before it have been yielded.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _comment(line, f"{name}, line {number}")


def shown(comment: Comment, judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as one line says it; positions count characters of the comment's text.

    `claims` names the false claims that the comment repeats. Where only a part breaks the rules, `redact` lists it, and
    `redacted` is the text without it.
    """
    taken = removals(comment.text, judgement)
    return {
        "id": comment.comment_id,
        "verdict": judgement.verdict.word,
        "clauses": list(judgement.clauses),
        "findings": [
            {
                "clause": breach.clause,
                "detector": breach.finding.detector,
                "confidence": breach.finding.confidence,
                **({"by_rule": breach.finding.by_rule} if breach.finding.by_rule else {}),
                "start": breach.finding.start,
                "end": breach.finding.end,
            }
            for breach in judgement.breaches
        ],
        "points": judgement.points,
        "needs": sorted(judgement.needs),
        **({"claims": list(judgement.claims)} if judgement.claims else {}),
        **(_in_part(comment.text, taken) if taken else {}),
    }


def _has_learned(judgement: Judgement) -> bool:
    """Whether the learned model found anything, however little."""
    return any(breach.finding.detector in LEARNED for breach in judgement.breaches)


def _in_part(text: str, taken: Sequence[Removal]) -> dict[str, Any]:
    return {"redact": [[part.start, part.end] for part in taken], "redacted": redacted(text, taken)}


def _comment(line: bytes, place: str) -> Comment:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedInput(place, [f"is no JSON in UTF-8: {error}"]) from None
    if not isinstance(record, dict):
        raise MalformedInput(place, [f"is {type(record).__name__}, not an object"])
    problems = [f"field {name} is missing" for name in REQUIRED if name not in record]
    present = [name for name in REQUIRED + OPTIONAL if name in record]
    problems += [f"field {name} is not a text" for name in present if not isinstance(record[name], str)]
    alt_texts = record.get("alt", [])
    if not isinstance(alt_texts, list) or not all(isinstance(alt, str) for alt in alt_texts):
        problems.append("field alt is not a list of texts")
    if problems:
        raise MalformedInput(place, problems)
    author, post = record["author"], record["post"]
    return admit(
        Comment(
            comment_id=record["id"],
            channel_id=record.get("channel", ""),
            post_id=post,
            author=Author(author, author),
            text=record["text"],
            posted_at=_instant(record.get("posted_at"), place),
            post_text=post,
            alt_texts=tuple(alt_texts),
        )
    )


def _instant(text: str | None, place: str) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        return require_aware(datetime.fromisoformat(text))
    except ValueError as error:
        raise MalformedInput(place, [f"field posted_at is no ISO 8601 instant with its zone: {error}"]) from None


def opened(file: Path, name: str) -> BinaryIO:
    """Return a file of comments, or standard input for `-`, opened. MalformedInput when it cannot be read."""
    try:
        return sys.stdin.buffer if file == STDIN else file.open("rb")
    except OSError as error:
        raise MalformedInput(name, [f"cannot be read: {error.strerror}"]) from None


def _refuse(lines: list[str]) -> None:
    sys.stdout.flush()
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(BAD_INPUT)
