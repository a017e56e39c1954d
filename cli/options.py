"""What several commands are told in the same way."""

from typing import Annotated

import typer

StackName = Annotated[str, typer.Option("--stack", envvar="BEADLE_STACK", help="The deployed stack's name.")]
Officer = Annotated[
    str, typer.Option("--by", envvar="BEADLE_OFFICER", help="The officer's name, for the record.", show_default=False)
]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the record.", show_default=False)]
DEFAULT_STACK = "beadle"
