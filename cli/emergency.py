"""`beadle emergency`: what the emergency function does, asked of it by hand."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import uuid4

import typer

from beadle.domain.errors import MalformedInput
from beadle.domain.hours import LONDON
from cli.options import DEFAULT_STACK, Officer, Reason, StackName
from local.screen import Screen, london
from local.stack import Stack

app = typer.Typer(
    name="emergency",
    help="Monitor day and night, publish at once, hold every scheduled post.",
    no_args_is_help=True,
    add_completion=False,
)
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@app.command()
def declare(
    reason: Reason,
    until: Annotated[str, typer.Option("--until", help="When it ends by itself: 4h, 90m, 2d, or 2026-11-23T22:00.")],
    by: Officer,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Declare an emergency: channels are watched day and night, posts go out at any hour, until it ends."""
    opened = Stack.find(stack)
    now = opened.clock.now()
    request = {
        "action": "declare",
        "emergency_id": f"{now:%Y%m%d}-{uuid4().hex[:8]}",
        "reason": reason,
        "until": instant(until, now).isoformat(),
        "by": by,
    }
    answer = opened.invoke("emergency", request)
    Screen().print(f"emergency {answer['emergency_id']} is on until {london(datetime.fromisoformat(answer['until']))}")


@app.command()
def end(by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """End the emergency that is on."""
    Screen().print(f"emergency {_ask(stack, 'end', by)['emergency_id']} has ended")


@app.command()
def publish(
    post_id: Annotated[str, typer.Argument(help="The post; a draft is approved by whoever asks.")],
    by: Officer,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Publish one post at once, whatever the hour and the pause."""
    answer = _ask(stack, "publish", by, post_id=post_id)
    Screen().print(f"{answer['post_id']} is {answer['status']} {answer['url']}".strip())


@app.command()
def pause(reason: Reason, by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """Hold every scheduled post."""
    paused_at = datetime.fromisoformat(_ask(stack, "pause", by, reason=reason)["paused_at"])
    Screen().print(f"every scheduled post is held since {london(paused_at)}")


@app.command()
def resume(by: Officer, stack: StackName = DEFAULT_STACK) -> None:
    """Release them; those whose time has passed go out within a minute."""
    _ask(stack, "resume", by)
    Screen().print("scheduled posts go out again")


def instant(text: str, now: datetime) -> datetime:
    """Return the instant that `text` spells: a span from `now`, or ISO 8601, by London's clock where it has no zone."""
    if span := re.fullmatch(r"(\d{1,4})([mhd])", text.strip()):
        return now + int(span[1]) * UNITS[span[2]]
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise MalformedInput("--until", [f"{text!r} is neither a span such as 4h nor 2026-11-23T22:00"]) from None
    return at.replace(tzinfo=LONDON) if at.tzinfo is None else at


def _ask(stack: str, action: str, by: str, **more: str) -> dict[str, Any]:
    return Stack.find(stack).invoke("emergency", {"action": action, "by": by, **more})
