"""`beadle strikes`: put right what was wrongly counted."""

from typing import Annotated

import typer

from cli.options import DEFAULT_STACK, Officer, Reason, StackName, said
from local.screen import Screen
from local.stack import Stack

app = typer.Typer(name="strikes", help="Strikes against authors.", no_args_is_help=True, add_completion=False)


@app.callback()
def strikes() -> None:
    """Keep `withdraw` a subcommand though it is the only one."""


@app.command()
def withdraw(
    comment_id: Annotated[
        str, typer.Argument(metavar="COMMENT_ID", help="The comment that cost the strike.", callback=said)
    ],
    by: Officer,
    reason: Reason,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Withdraw a comment's strike: it stops counting, and the comment is shown again."""
    Stack.find(stack).withdraw_strike(comment_id, by, reason)
    Screen().print(f"the strike of {comment_id} is withdrawn; the comment will be shown again")
