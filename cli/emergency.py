"""`beadle emergency`: what the emergency function does, asked of it by hand."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import uuid4

import typer

from beadle.domain.emergencies import Pause
from beadle.domain.errors import MalformedInput, NotAllowedNow
from beadle.domain.hours import LONDON
from beadle.domain.posts import PostStatus
from cli.options import DEFAULT_STACK, Officer, Reason, StackName, said
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
    post_id: Annotated[
        str, typer.Argument(metavar="POST_ID", help="The post; a draft is approved by whoever asks.", callback=said)
    ],
    by: Officer,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Publish one post at once, whatever the hour and the pause."""
    answer = _ask(stack, "publish", by, post_id=post_id)
    if answer["status"] != PostStatus.PUBLISHED:
        raise NotAllowedNow(f"{post_id} is {answer['status']} and not published: {answer['failure']}")
    Screen().print(f"{post_id} is published {answer['url']}".strip())


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


@app.command()
def show(stack: StackName = DEFAULT_STACK) -> None:
    """Say whether an emergency is on, and whether scheduled posts are held."""
    opened, out = Stack.find(stack), Screen()
    emergency = opened.state.emergency()
    if emergency is not None and emergency.is_on(opened.clock.now()):
        named = f"emergency {emergency.emergency_id} is on until {london(emergency.until)}"
        out.print(f"{named}, declared by {emergency.declared_by}: {emergency.reason}")
    else:
        out.print("no emergency is on")
    out.print(held(opened.state.pause()) or "scheduled posts are not held")


def held(pause: Pause | None) -> str:
    """Return in words that scheduled posts are held; "" when they are not."""
    if pause is None:
        return ""
    return f"every scheduled post is held since {london(pause.paused_at)} by {pause.paused_by}: {pause.reason}"


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
