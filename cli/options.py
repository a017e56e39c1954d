"""What several commands are told in the same way."""

from typing import Annotated

import typer


def said(value: str) -> str:
    """Return what was typed for an argument or option, without the space around it; typer.BadParameter for nothing."""
    if not value.strip():
        raise typer.BadParameter("is empty")
    return value.strip()


StackName = Annotated[str, typer.Option("--stack", envvar="BEADLE_STACK", help="The deployed stack's name.")]
Officer = Annotated[
    str,
    typer.Option(
        "--by", envvar="BEADLE_OFFICER", help="The officer's name, for the record.", show_default=False, callback=said
    ),
]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the record.", show_default=False, callback=said)]
COMMENT_ID = "With its platform's name before it: sandbox:c17."
DEFAULT_STACK = "beadle"
