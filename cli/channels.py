"""`beadle channels`: the council's accounts, and the tokens with which Beadle acts for them."""

import sys
from typing import Annotated

import typer

from beadle.adapters.platforms.known import ADAPTERS
from beadle.domain.channels import Channel
from beadle.domain.errors import MalformedInput
from cli.options import DEFAULT_STACK, StackName
from local.screen import Screen, table
from local.stack import Stack

app = typer.Typer(
    name="channels", help="The council's accounts on its platforms.", no_args_is_help=True, add_completion=False
)
TOKEN_NAMES = {"bluesky": "app_password"}
"""How a platform's adapter calls its token in the secret; "token" elsewhere."""


@app.command("list")
def list_channels(stack: StackName = DEFAULT_STACK) -> None:
    """List the active channels, and whether each has a token."""
    opened = Stack.find(stack)
    tokens = opened.tokens()
    rows = table("Channels", "Id", "Platform", "Account", "Address", "Name", "Token")
    for channel in opened.channels.all():
        is_there = "yes" if channel.channel_id in tokens else "missing"
        rows.add_row(channel.channel_id, channel.platform, channel.account, channel.service_url, channel.name, is_there)
    Screen().print(rows)


@app.command()
def add(
    channel_id: Annotated[str, typer.Argument(metavar="ID", help="As you want to call it: corporate-bluesky.")],
    platform: Annotated[str, typer.Option("--platform", help="bluesky, sandbox.")],
    account: Annotated[str, typer.Option("--account", help="The handle or id on the platform.")],
    service_url: Annotated[str, typer.Option("--service-url", help="Where its API is: https://bsky.social")],
    name: Annotated[str, typer.Option("--name", help="As the public sees it.")] = "",
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Add a channel, or describe it anew; its token is asked for, or read from standard input."""
    problems = []
    if platform not in ADAPTERS:
        problems.append(f"--platform {platform!r} is none of {', '.join(sorted(ADAPTERS))}")
    if not service_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        problems.append("--service-url must begin with https://: a token would travel in the clear")
    if problems:
        raise MalformedInput("channel", problems)
    opened = Stack.find(stack)
    opened.put_token(channel_id, {TOKEN_NAMES.get(platform, "token"): _token()})  # first: a poll may come at any time
    opened.channels.put(Channel(channel_id, platform, account, service_url, name or account))
    Screen().print(f"channel {channel_id} is there; it is read from the next poll on")


def _token() -> str:
    """Return the token: never an argument, which the machine's other users and the shell's history would see."""
    text = typer.prompt("Token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not (token := str(text).strip()):
        raise MalformedInput("token", ["is empty: type it when asked, or give it on standard input"])
    return token
