"""The `beadle` command itself: its subjects, loaded when asked for, and one way of telling what went wrong."""

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from cli.refusals import sentence

CANNOT = 1  # exit code: what was asked cannot be done
SUBJECTS = {  # as `beadle --help` lists them; each a file beside this one, imported when it is asked for
    "run": "run",
    "backtest": "backtest",
    "policy": "policy",
    "posts": "posts",
    "comments": "comments",
    "tasks": "tasks",
    "strikes": "strikes",
    "correct": "corrections",
    "emergency": "emergency",
    "channels": "channels",
    "redrive": "redrive",
}


class Beadle(TyperGroup):
    """Every subject; an expected error becomes a sentence and an exit code, and never a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer gives its context
        """Return the subjects' names."""
        return list(SUBJECTS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as above
        """Return a subject's commands; a command pays for the imports of its own subject only."""
        if cmd_name not in SUBJECTS:
            return None
        command = typer.main.get_command(import_module(f"cli.{SUBJECTS[cmd_name]}").app)
        command.name = cmd_name
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            lines = sentence(error)
            if not lines:
                raise
            for line in lines:
                typer.echo(line, err=True)
            raise typer.Exit(CANNOT) from None


app = typer.Typer(
    cls=Beadle,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they print local variables, in which residents' words may stand
)


@app.callback()
def beadle() -> None:
    """Keep order on a council's social media channels, and publish its news."""


def main() -> None:
    """Run it."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a real stream: tests call `app`
    app()


if __name__ == "__main__":
    main()
