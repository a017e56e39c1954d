"""`beadle policy diff`: what a change of the policy would have done to comments that were written."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from beadle.domain.comments import Comment
from cli.backtest import STDIN, opened, read
from cli.comparison import Change, Comparison, Kind, compare
from cli.options import DEFAULT_STACK, StackName, said
from cli.versions import NAMED, rulebook
from local.screen import Screen, listed, table
from local.stack import Stack


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=NAMED, callback=said)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=NAMED, callback=said)],
    file: Annotated[
        Path | None,
        typer.Argument(help="Comments as JSON Lines, as `beadle backtest` reads them; without it, the stack's own."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with every text.")] = False,
    texts: Annotated[int, typer.Option("--texts", min=0, help="Texts shown of each clause and change.")] = 10,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Replay history under two policies: what is newly caught and released, and whose strikes change. Changes nothing.

    The stack's own comments are those that it keeps, with the beginnings of the posts above them.
    """
    before, after = rulebook(old, stack), rulebook(new, stack)
    comparison = compare(_from(file) if file else _recorded(stack), before, after)
    if as_json:
        json.dump(as_data(comparison), sys.stdout, indent=2)
        sys.stdout.write("\n")
        return
    out = Screen()
    for part in _shown(comparison, texts):
        out.print(part)


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as JSON's own types."""
    return {
        "old": comparison.old,
        "new": comparison.new,
        "comments": comparison.comments,
        "changes": [
            {
                "clause": change.clause,
                "kind": change.kind.value,
                "before": change.before.word,
                "after": change.after.word,
                "would": change.would.word,
                "id": change.comment.comment_id,
                "author": change.comment.author.author_id,
                "channel": change.comment.channel_id,
                "text": change.comment.text,
            }
            for change in comparison.changes
        ],
        "authors": [
            {
                "author": standing.author_id,
                "points_before": standing.before,
                "points_after": standing.after,
                "sanctions_that_come": list(standing.come),
                "sanctions_that_fall": list(standing.fall),
            }
            for standing in comparison.standings
        ],
    }


def _from(file: Path) -> Iterator[Comment]:
    name = "standard input" if file == STDIN else str(file)
    with opened(file, name) as lines:
        yield from read(lines, name)


def _recorded(stack: str) -> Iterable[Comment]:
    """Return the comments that a stack keeps, in the order in which their revisions were to be seen."""
    comments = (recorded.comment for recorded in Stack.find(stack).comments.list())
    return sorted(comments, key=lambda comment: (comment.seen_at, comment.comment_id))


def _shown(comparison: Comparison, texts: int) -> Iterator[RenderableType]:
    yield f"{comparison.comments} comments under policy {comparison.old} and under {comparison.new}"
    if not comparison.changes and not comparison.standings:
        yield "nothing changes"
        return
    yield _counts(comparison.changes)
    for clause in sorted({change.clause for change in comparison.changes}):
        yield from _texts(clause, [change for change in comparison.changes if change.clause == clause], texts)
    if comparison.standings:
        rows = table("\nAuthors whose strikes change", "Author", "Points before", "after", "Would come", "Would fall")
        for standing in comparison.standings:
            points = str(standing.before), str(standing.after)
            rows.add_row(standing.handle, *points, listed(standing.come), listed(standing.fall))
        yield rows


def _counts(changes: Iterable[Change]) -> RenderableType:
    counted = Counter((change.clause, change.kind) for change in changes)
    rows = table("", "Clause", *(kind.value.capitalize() for kind in Kind))
    for clause in sorted({clause for clause, _ in counted}):
        rows.add_row(clause, *(str(counted[clause, kind]) for kind in Kind))
    return rows


def _texts(clause: str, changes: list[Change], most: int) -> Iterator[RenderableType]:
    for kind in Kind:
        of_kind = [change for change in changes if change.kind is kind]
        if of_kind and most:
            rows = table(f"\n{clause}, {kind.value}", "Comment", "Was", "Becomes", "Text")
            for change in islice(of_kind, most):
                comment = change.comment
                rows.add_row(comment.comment_id, change.before.word, _becomes(change), comment.text)
            yield rows
            if len(of_kind) > most:
                yield f"... and {len(of_kind) - most} more: --texts {len(of_kind)}, or --json, shows them"


def _becomes(change: Change) -> str:
    return f"{change.after.word} (watched; would {change.would.word})" if change.would else change.after.word
