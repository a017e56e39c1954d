"""`beadle channels`: the council's accounts, and the tokens with which Beadle acts for them."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlsplit

import typer

from beadle.adapters.platforms.known import ADAPTERS
from beadle.domain.channels import Channel
from beadle.domain.errors import MalformedInput, NotFound
from cli.options import DEFAULT_STACK, StackName, said
from local.screen import Screen, table
from local.stack import Stack

app = typer.Typer(
    name="channels", help="The council's accounts on its platforms.", no_args_is_help=True, add_completion=False
)
ChannelId = Annotated[
    str, typer.Argument(metavar="ID", help="As you want to call it: corporate-bluesky.", callback=said)
]
LOOPBACK = ("127.0.0.1", "localhost")
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
    channel_id: ChannelId,
    platform: Annotated[str | None, typer.Option("--platform", help="bluesky, sandbox.")] = None,
    account: Annotated[str | None, typer.Option("--account", help="The handle or id on the platform.")] = None,
    service_url: Annotated[
        str | None, typer.Option("--service-url", help="Where its API is: https://bsky.social")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="As the public sees it.")] = None,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Add a channel, or give one that is there another token or description; what is not named stays.

    The token is asked for, or read from standard input.
    """
    opened = Stack.find(stack)
    wanted = Described(platform, account, service_url, name).over(_standing(opened, channel_id), channel_id)
    opened.put_token(channel_id, {TOKEN_NAMES.get(wanted.platform, "token"): _token()})  # first: a poll may come
    opened.channels.put(wanted)
    Screen().print(
        f"channel {channel_id} is there; it is read from the next poll on. "
        "Where its token was replaced, functions that are running take it up within five minutes"
    )


@app.command()
def remove(channel_id: ChannelId, stack: StackName = DEFAULT_STACK) -> None:
    """Stop reading a channel and publishing on it, and forget its token; adding it again goes on where it stopped."""
    opened = Stack.find(stack)
    opened.channels.put(
        replace(opened.channels.get(channel_id), active=False)
    )  # first: nothing asks for its token then
    opened.forget_token(channel_id)
    Screen().print(f"channel {channel_id} is read no more, and its token is forgotten")


@dataclass(frozen=True, slots=True)
class Described:
    """What was said of a channel; None for what was not."""

    platform: str | None
    account: str | None
    service_url: str | None
    name: str | None

    def over(self, standing: Channel | None, channel_id: str) -> Channel:
        """Return the channel as it will be. MalformedInput names every option that is missing or cannot be."""
        blank = Channel(channel_id, "", "", "")
        before = standing or blank
        made = replace(
            before,
            platform=before.platform if self.platform is None else self.platform,
            account=(before.account if self.account is None else self.account).strip(),
            service_url=(before.service_url if self.service_url is None else self.service_url).strip(),
            active=True,
        )
        named = replace(made, name=self.name or before.name or made.account)
        if problems := list(_wrong(named)):
            raise MalformedInput("channel", problems)
        return named


def _wrong(channel: Channel) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", channel.channel_id):
        yield f"ID {channel.channel_id!r} must be 1 to 100 letters, digits, hyphens, dots or underscores"
    if channel.platform not in ADAPTERS:
        yield f"--platform {channel.platform!r} is none of {', '.join(sorted(ADAPTERS))}"
    if not channel.account:
        yield "--account is missing"
    address = urlsplit(channel.service_url)
    if not address.hostname:
        yield f"--service-url {channel.service_url!r} is no address such as https://bsky.social"
    elif address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
        yield "--service-url must begin with https://: a token would travel in the clear"


def _standing(stack: Stack, channel_id: str) -> Channel | None:
    try:
        return stack.channels.get(channel_id)
    except NotFound:
        return None


def _token() -> str:
    """Return the token: never an argument, which the machine's other users and the shell's history would see."""
    text = typer.prompt("Token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not (token := str(text).strip()):
        raise MalformedInput("token", ["is empty: type it when asked, or give it on standard input"])
    return token
