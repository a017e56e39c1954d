"""`beadle correct`: put right what is wrong, in a post of ours or in somebody's comment."""

from typing import Annotated

import typer

from cli.options import COMMENT_ID, DEFAULT_STACK, Officer, Reason, StackName, said
from local.screen import Screen
from local.stack import Stack

app = typer.Typer(
    name="correct",
    help="Retract or correct a post, answer a false comment.",
    no_args_is_help=True,
    add_completion=False,
)
PostId = Annotated[
    str, typer.Argument(metavar="POST_ID", help="The post, as `beadle posts list` shows it.", callback=said)
]
Words = Annotated[str, typer.Option("--text", help="The right words, as the public will read them.", callback=said)]


@app.command("retract-post")
def retract_post(post_id: PostId, reason: Reason, by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """Remove a post of ours, or see that it is never published."""
    _ask(stack, action="retract-post", post_id=post_id, reason=reason, by=by)


@app.command("correct-post")
def correct_post(post_id: PostId, text: Words, reason: Reason, by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """Give a published post another text."""
    _ask(stack, action="correct-post", post_id=post_id, text=text, reason=reason, by=by)


@app.command("correct-comment")
def correct_comment(
    comment_id: Annotated[str, typer.Argument(metavar="COMMENT_ID", help=COMMENT_ID, callback=said)],
    text: Words,
    reason: Reason,
    by: Officer,
    hide: Annotated[bool, typer.Option("--hide", help="Hide the comment too.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Report it to the platform too.")] = False,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Answer a comment with the right words, and hide or report it."""
    _ask(
        stack,
        action="correct-comment",
        comment_id=comment_id,
        text=text,
        reason=reason,
        by=by,
        hide=hide,
        report=report,
    )


def _ask(stack: str, **request: str | bool) -> None:
    answer = Stack.find(stack).invoke("correction", request)
    out = Screen()
    out.print(f"correction {answer['correction_id']}: {answer['status']}")
    for step in answer["steps"]:
        out.print(f"  {step}")
