"""`beadle channels`: the council's accounts, and the tokens with which Beadle acts for them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from beadle.adapters.platforms.onboarding import ONBOARDING
from beadle.domain.channels import Channel
from beadle.domain.errors import MalformedInput, NotFound
from beadle.domain.hours import SETTING as HOURS
from beadle.domain.platforms import PLATFORMS
from cli.channel_answers import Described, secret_for
from cli.options import DEFAULT_STACK, StackName, said
from local.screen import Screen, table
from local.stack import Stack

CANNOT = 1  # exit code: a channel cannot be used as it is
app = typer.Typer(
    name="channels", help="The council's accounts on its platforms.", no_args_is_help=True, add_completion=False
)
ChannelId = Annotated[
    str, typer.Argument(metavar="ID", help="As you want to call it: corporate-bluesky.", callback=said)
]
PlatformName = Annotated[str | None, typer.Option("--platform", help=f"{', '.join(sorted(PLATFORMS))}.")]
Account = Annotated[str | None, typer.Option("--account", help="The handle or id on the platform.")]
ServiceUrl = Annotated[
    str | None, typer.Option("--service-url", help="Where its API is, unless the platform has one for all.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="hours, or what its platform has; as often as needed."),
]


@app.command("list")
def list_channels(stack: StackName = DEFAULT_STACK) -> None:
    """List the active channels: hours, whether each has a token and until when, and what of its allowance is used."""
    opened = Stack.find(stack)
    tokens = opened.tokens()
    rows = table("Channels", "Id", "Platform", "Account", "Address", "Name", "Hours", "Token", "Used")
    for channel in opened.channels.all():
        rows.add_row(
            channel.channel_id,
            channel.platform,
            channel.account,
            channel.service_url,
            channel.name,
            channel.settings.get(HOURS, "the council's"),
            _token(tokens.get(channel.channel_id)),
            _used(opened, channel, tokens.get(channel.channel_id, {})),
        )
    Screen().print(rows)


@app.command()
def add(
    channel_id: ChannelId,
    platform: PlatformName = None,
    account: Account = None,
    service_url: ServiceUrl = None,
    name: Annotated[str | None, typer.Option("--name", help="As the public sees it.")] = None,
    settings: Settings = None,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Add a channel, or give one that is there another token, description or setting; what is not named stays.

    What is missing is asked for. Secrets are asked for too, or read from standard input: the one value that the
    platform needs, or a JSON object of several.
    """
    opened = Stack.find(stack)
    standing = _standing(opened, channel_id)
    described = Described(platform, account, service_url, name, settings or ()).asked(standing)
    wanted = described.over(standing, channel_id)
    kept = opened.tokens().get(channel_id, {}) if standing and standing.platform == wanted.platform else {}
    opened.put_token(channel_id, secret_for(wanted.platform, kept))  # first: a poll may come
    opened.channels.put(replace(wanted, token_given_at=opened.clock.now()))
    Screen().print(
        f"channel {channel_id} is there; it is read from the next poll on. "
        "Where its token was replaced, functions that are running take it up within five minutes. "
        f"Try it: beadle channels check {channel_id}"
    )


@app.command()
def check(
    channel_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A channel that is there.")] = None,
    is_all: Annotated[bool, typer.Option("--all", help="Every active channel.")] = False,
    platform: PlatformName = None,
    account: Account = None,
    service_url: ServiceUrl = None,
    settings: Settings = None,
    renewed: Annotated[
        Path | None, typer.Option("--renewed", help="A new file for tokens that are exchanged; only without a stack.")
    ] = None,
    stack: StackName = DEFAULT_STACK,
) -> None:
    """Try an account and change nothing: its token, permissions, capabilities, last comments. Exit code 1 if it fails.

    With --platform and --account no stack is needed: the secret is asked for, or read from standard input.
    """
    from cli import channel_checks as checks  # noqa: PLC0415 - loads what speaks HTTP, which no other command needs

    screen = Screen()
    if platform is not None or account is not None:
        channel = Described(platform, account, service_url, None, settings or ()).over(None, channel_id or "trial")
        tokens = checks.GivenTokens(secret_for(channel.platform, {}), renewed)
        is_well = checks.check(channel, tokens, checks.FreshUsage(), screen)
    elif bool(channel_id) == is_all:
        raise MalformedInput("channels check", ["name one channel, or give --all, or --platform and --account"])
    else:
        opened = Stack.find(stack)
        channels = opened.channels.all() if is_all else (opened.channels.get(str(channel_id)),)
        outcomes = [checks.check(channel, opened.secrets, opened.usage, screen) for channel in channels]
        is_well = all(outcomes)
    if not is_well:
        raise typer.Exit(CANNOT)


@app.command()
def remove(channel_id: ChannelId, stack: StackName = DEFAULT_STACK) -> None:
    """Stop reading a channel and publishing on it, and forget its token; adding it again goes on where it stopped."""
    opened = Stack.find(stack)
    opened.channels.put(
        replace(opened.channels.get(channel_id), active=False)
    )  # first: nothing asks for its token then
    opened.forget_token(channel_id)
    Screen().print(f"channel {channel_id} is read no more, and its token is forgotten")


def _standing(stack: Stack, channel_id: str) -> Channel | None:
    try:
        return stack.channels.get(channel_id)
    except NotFound:
        return None


def _token(secret: Mapping[str, str] | None) -> str:
    if secret is None:
        return "missing"
    if secret.get("refresh_token"):
        return "yes, renews itself"
    ends = secret.get("expires_at", "")
    return f"yes, until {ends}" if ends else "yes"


def _used(stack: Stack, channel: Channel, secret: Mapping[str, str]) -> str:
    """Return what is used of an allowance that Beadle counts itself, "" where the platform tells with every answer."""
    allowance = ONBOARDING[channel.platform].allowance if channel.platform in ONBOARDING else None
    if allowance is None:
        return ""
    used = stack.usage.spent(allowance.meter(channel, secret, stack.clock.now()))
    return allowance.say(used, allowance.limit(channel))
