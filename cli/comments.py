"""`beadle comments`: everything that is known of a comment, and everything that was done about it."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from beadle.domain.corrections import Correction
from beadle.domain.judgements import Breach, Judgement, Rulebook, Verdict
from beadle.domain.ports import RecordedComment
from beadle.domain.redaction import redacted, removals
from beadle.domain.strikes import RecordedStrike
from beadle.domain.tasks import OfficerTask, TaskStatus
from beadle.usecases.explain_comment import Dossier
from cli.options import COMMENT_ID, DEFAULT_STACK, StackName, said
from local.screen import Screen, london, plain, table
from local.stack import Stack

app = typer.Typer(name="comments", help="The public's comments.", no_args_is_help=True, add_completion=False)
NOT_KEPT = "that policy came with an earlier release of Beadle; the clauses below are in the words of {version}"
STYLES = {Verdict.KEEP: "green", Verdict.REVIEW: "yellow", Verdict.REMOVE: "red"}


@app.callback()
def comments() -> None:
    """Keep `show` a subcommand though it is the only one."""


@app.command()
def show(
    comment_id: Annotated[str, typer.Argument(metavar="ID", help=COMMENT_ID, callback=said)],
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Show what a comment said, how it was judged and why, and what was done about it."""
    opened = Stack.find(stack)
    explain = opened.explain_comment
    dossier = explain(comment_id)
    out = Screen()
    for part in (
        *_head(dossier),
        *(part for recorded in dossier.revisions for part in _revision(recorded, explain.policy(recorded))),
        *_actions(dossier),
        *_strikes(dossier, opened),
        *_tasks(comment_id, opened),
        *_corrections(comment_id, opened),
    ):
        out.print(part)


def _head(dossier: Dossier) -> Iterator[str]:
    comment = dossier.latest.comment
    yield f"{comment.comment_id}  by {comment.author.handle} ({comment.author.author_id})  on {comment.channel_id}"
    yield f"under {comment.post_id}: {comment.post_text}".rstrip(": ")
    if comment.parent_id:
        yield f"in answer to {comment.parent_id}"
    if comment.url:
        yield comment.url


def _revision(recorded: RecordedComment, policy: Rulebook) -> Iterator[RenderableType]:
    comment, judgement = recorded.comment, recorded.judgement
    written = comment.edited_at or comment.posted_at
    yield f"\nRevision {comment.revision}, written {london(written)}"
    yield _highlighted(recorded)
    for alt in comment.alt_texts:
        yield f"A picture's alt text: {plain(alt)}"
    by = f"by {judgement.judged_by}" + (f", who says: {judgement.reason}" if judgement.reason else "")
    yield f"{_verdict(judgement)}, {london(judgement.judged_at)} {by}, policy {judgement.policy_version}"
    if policy.version != judgement.policy_version:
        yield f"  {NOT_KEPT.format(version=policy.version)}"
    texts = policy.texts()
    for clause in judgement.clauses:
        yield f"  {clause}: {texts.get(clause, '')}"
    taken = removals(comment.text, judgement)
    if taken:
        yield f"In part; without it: {plain(redacted(comment.text, taken))}"
    if judgement.claims:
        yield f"  repeats: {', '.join(judgement.claims)}"
    if judgement.breaches:
        rows = table("", "Clause", "Asks for", "Words", "At", "Detector", "Confidence", "Why")
        for breach in judgement.breaches:
            finding = breach.finding
            rows.add_row(
                breach.clause,
                _asked(breach),
                breach.words,
                f"{finding.start}-{finding.end}",
                finding.detector,
                f"{finding.confidence:.2f}" + (f" (rule {finding.by_rule:.2f})" if finding.by_rule else ""),
                finding.reason,
            )
        yield rows


def _asked(breach: Breach) -> str:
    """Return what a clause asked for; of one that only watches, what it would have asked for."""
    return f"{breach.verdict.word} (watched; would {breach.would.word})" if breach.would else breach.verdict.word


def _highlighted(recorded: RecordedComment) -> Text:
    """Return the comment's text, the words that broke a rule marked in the colour of what they led to."""
    text = Text(plain(recorded.comment.text))
    for breach in sorted(recorded.judgement.breaches, key=lambda breach: breach.verdict):
        if breach.verdict > Verdict.KEEP:
            text.stylize(f"bold {STYLES[breach.verdict]}", breach.finding.start, breach.finding.end)
    return text


def _verdict(judgement: Judgement) -> str:
    needs = f" ({', '.join(sorted(judgement.needs))})" if judgement.needs else ""
    points = f"{judgement.points} {'point' if judgement.points == 1 else 'points'}"
    cost = f", {points} for {judgement.strike_days} days" if judgement.points else ""
    return f"Verdict: {judgement.verdict.word}{needs}{cost}"


def _actions(dossier: Dossier) -> Iterator[RenderableType]:
    if dossier.actions:
        rows = table("\nDone about it", "What", "Outcome", "When (London)", "What was seen")
        for action in dossier.actions:
            rows.add_row(action.kind.value, action.outcome.value, london(action.at), action.detail)
        yield rows


def _strikes(dossier: Dossier, stack: Stack) -> Iterator[RenderableType]:
    if dossier.strikes:
        rows = table("\nThe author's strikes", "Comment", "Clauses", "Points", "Since", "Until", "Stands")
        for strike in sorted(dossier.strikes, key=lambda strike: strike.recorded_at):
            rows.add_row(
                strike.comment_id,
                ", ".join(strike.clauses),
                str(strike.points),
                london(strike.recorded_at),
                london(strike.expires_at),
                _standing(strike, stack),
            )
        yield rows


def _standing(strike: RecordedStrike, stack: Stack) -> str:
    if strike.withdrawn_by:
        return f"withdrawn by {strike.withdrawn_by}: {strike.withdrawn_reason}"
    return "live" if strike.is_live(stack.clock.now()) else "expired"


def _tasks(comment_id: str, stack: Stack) -> Iterator[RenderableType]:
    def about(status: TaskStatus) -> Iterator[OfficerTask]:
        return (task for task in stack.tasks.list(status) if task.comment_id == comment_id)

    found = sorted((task for status in TaskStatus for task in about(status)), key=lambda task: task.created_at)
    if found:
        rows = table("\nOfficers' tasks", "Id", "What", "Status", "Decided")
        for task in found:
            decided = (
                f"{london(task.decided_at)} by {task.decided_by} {task.decision_reason}" if task.decided_by else ""
            )
            rows.add_row(task.task_id, task.title, task.status.value, decided)
        yield rows


def _corrections(comment_id: str, stack: Stack) -> Iterator[RenderableType]:
    def opened_at(correction: Correction) -> str:
        return correction.opened_at.isoformat()

    found = sorted((c for c in stack.corrections.list() if c.subject_id == comment_id), key=opened_at)
    if found:
        rows = table("\nCorrections", "Id", "Since (London)", "Status", "Words", "Steps")
        for each in found:
            rows.add_row(
                each.correction_id, london(each.opened_at), each.status.value, each.text, "\n".join(each.steps)
            )
        yield rows
