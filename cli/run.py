"""`beadle run`: the whole of Beadle on this machine, at work on a file of comments."""

import signal
from enum import StrEnum
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated

import typer

from local.artefacts import BuildFailed
from local.comments_file import parse_mapping, read_comments
from local.demo.run import Options
from local.demo.run import run as run_demo
from local.demo.stage import CannotStart, clock_offset
from local.deployment import DeploymentFailed
from local.embedded_aws import EmbeddedAwsDied
from local.packaging import TemplateInvalid
from local.screen import Screen

DATA = Path(__file__).resolve().parents[1] / "local" / "data"
COMMENTS = DATA / "comments.jsonl"
STATE = Path(".local")
PORT = 8600


class Sanctions(StrEnum):
    """Who decides that an author is blocked."""

    ASK = "ask"
    AUTOMATIC = "automatic"


app = typer.Typer(add_completion=False)


@app.command()
def run(
    comments: Annotated[
        Path, typer.Option("--comments", help="JSON Lines or CSV.", exists=True, dir_okay=False, show_default=False)
    ] = COMMENTS,
    columns: Annotated[str, typer.Option("--columns", help="The file's names: text=CONTENT,author=AUTHOR,...")] = "",
    at: Annotated[
        str | None, typer.Option("--at", help="Set the clock: 2026-11-23T10:00, by London's clock.", show_default=False)
    ] = None,
    sanctions: Annotated[
        Sanctions, typer.Option("--sanctions", help="Whether an officer is asked before an author is blocked.")
    ] = Sanctions.AUTOMATIC,
    port: Annotated[int, typer.Option("--port", help="The page's; 0 takes a free one.", min=0, max=65535)] = PORT,
    once: Annotated[bool, typer.Option("--once", help="End when everything is done, and stay up no longer.")] = False,
    state: Annotated[
        Path, typer.Option("--state", help="The folder where a second run finds the first one's.")
    ] = STATE,
) -> None:
    """Run everything on this machine, replay a file of comments onto it, and show what becomes of each."""
    options = Options(
        rows=read_comments(comments, parse_mapping(columns)),
        source=comments.name,
        folder=state,
        port=port,
        offset=clock_offset(at),
        automatic_sanctions=sanctions is Sanctions.AUTOMATIC,
        once=once,
    )
    ending = Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what a signal's handler is given
        ending.set()
        raise KeyboardInterrupt

    for each in (signal.SIGINT, signal.SIGTERM):  # whoever stops a process politely stops all of it
        signal.signal(each, end)
    try:
        is_complete = run_demo(options, Screen(), ending.is_set)
    except (BuildFailed, CannotStart, DeploymentFailed, EmbeddedAwsDied, TemplateInvalid) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    raise typer.Exit(0 if is_complete else 1)
