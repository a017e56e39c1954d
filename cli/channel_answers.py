"""What an engineer is asked about a channel: by prompts at a terminal, or by JSON on standard input; never a secret as
an argument, which the machine's other users and the shell's history would see.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import typer

from beadle.adapters.platforms.known import ADAPTERS
from beadle.adapters.platforms.onboarding import ONBOARDING, Onboarding, SecretValue
from beadle.domain.channels import Channel
from beadle.domain.errors import MalformedInput, NotPossibleHere
from beadle.domain.hours import SETTING as HOURS
from beadle.domain.hours import MonitoringHours, hours_of
from beadle.domain.platforms import PLATFORMS
from beadle.domain.web import is_secure
from beadle.usecases.import_posts import OWN_LIMIT


@dataclass(frozen=True, slots=True)
class Described:
    """What was said of a channel; None for what was not."""

    platform: str | None
    account: str | None
    service_url: str | None
    name: str | None
    settings: Sequence[str] = ()  # "name=value"; "name=" takes one away

    def asked(self, standing: Channel | None) -> "Described":
        """Return it with what is missing and not known from `standing`, asked for at a terminal."""
        if standing is not None or not sys.stdin.isatty():
            return self
        platform = self.platform or str(typer.prompt(f"Platform ({', '.join(sorted(ADAPTERS))})")).strip()
        need = onboarding(platform)
        account = self.account or str(typer.prompt(f"Account: {need.account}"))
        usual = PLATFORMS[platform].service_url
        service_url = self.service_url or str(typer.prompt("Address of its API", default=usual or None))
        name = self.name or str(typer.prompt("Name, as the public sees it", default=account))
        return replace(self, platform=platform, account=account, service_url=service_url, name=name)

    def over(self, standing: Channel | None, channel_id: str) -> Channel:
        """Return the channel as it will be. MalformedInput names every option that is missing or cannot be."""
        before = standing or Channel(channel_id, "", "", "")
        platform = before.platform if self.platform is None else self.platform
        usual = PLATFORMS[platform].service_url if platform in PLATFORMS and platform != before.platform else ""
        address = (before.service_url or usual) if self.service_url is None else self.service_url
        account = (before.account if self.account is None else self.account).strip()
        made = replace(
            before,
            platform=platform,
            account=account,
            service_url=address.strip(),
            name=self.name or before.name or account,
            active=True,
            settings=_set(before.settings, self.settings),
        )
        if problems := list(_wrong(made)):
            raise MalformedInput("channel", problems)
        return made


def onboarding(platform: str) -> Onboarding:
    """Return what a platform needs. NotPossibleHere names the known platforms."""
    if platform not in ADAPTERS or platform not in ONBOARDING:
        raise NotPossibleHere(f"--platform {platform!r} is none of {', '.join(sorted(ADAPTERS))}")
    return ONBOARDING[platform]


def secret_for(platform: str, standing: Mapping[str, str]) -> dict[str, str]:
    """Ask for a platform's secret values and return them; what is not given stays as it stands.

    Raises:
        MalformedInput: something that is needed is missing, or what was given is nothing that the platform has.
    """
    needed = onboarding(platform)
    given = _prompted(needed, standing) if sys.stdin.isatty() else _typed(needed.secrets, sys.stdin.read())
    # What a platform gave in exchange for the old values goes with them.
    kept = {value.name: standing.get(value.name, "") for value in needed.secrets if not value.is_exchanged}
    secret = {name: value for name, value in {**kept, **given}.items() if value} if given else dict(standing)
    missing = [value.name for value in needed.secrets if value.is_needed and not secret.get(value.name)]
    if missing:
        example = json.dumps({value.name: "..." for value in needed.secrets if value.is_needed})
        how = f"give them when asked, or on standard input as JSON: {example}"
        raise MalformedInput("token", [*(f"{name} is missing" for name in missing), how, needed.steps])
    return secret


def _prompted(needed: Onboarding, standing: Mapping[str, str]) -> dict[str, str]:
    typer.echo(needed.steps, err=True)
    given: dict[str, str] = {}
    for value in needed.secrets:
        is_optional = not value.is_needed or value.name in standing
        hint = " (leave empty to go without, or to keep what is there)" if is_optional else ""
        answer = typer.prompt(
            value.question + hint, hide_input=True, default="" if is_optional else None, show_default=False
        )
        if str(answer).strip():
            given[value.name] = str(answer).strip()
    return given


def _typed(values: Sequence[SecretValue], text: str) -> dict[str, str]:
    """Return what came on standard input: a JSON object, or the one value where only one is needed."""
    text = text.strip()
    if not text:
        return {}
    if not text.startswith("{"):
        needed = [value.name for value in values if value.is_needed]
        if len(needed) > 1:
            raise MalformedInput("token", [f"is to be a JSON object with {', '.join(needed)}"])
        return {needed[0]: text}
    try:
        given = json.loads(text)
    except ValueError:
        raise MalformedInput("token", ["is no JSON object"]) from None  # the error's words could quote it
    names = {value.name for value in values}
    problems = [f"{name!r} is none of {', '.join(sorted(names))}" for name in given if name not in names]
    problems += [f"{name} is no text" for name, value in given.items() if not isinstance(value, str)]
    if problems:
        raise MalformedInput("token", problems)
    return {name: value.strip() for name, value in given.items() if value.strip()}


def _set(standing: Mapping[str, str], settings: Sequence[str]) -> dict[str, str]:
    after = dict(standing)
    for setting in settings:
        name, _, value = setting.partition("=")
        after[name.strip()] = value.strip()
    return {name: value for name, value in after.items() if value}


def _wrong(channel: Channel) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", channel.channel_id):
        yield f"ID {channel.channel_id!r} must be 1 to 100 letters, digits, hyphens, dots or underscores"
    if channel.platform not in ADAPTERS:
        yield f"--platform {channel.platform!r} is none of {', '.join(sorted(ADAPTERS))}"
    if not channel.account:
        yield f"--account is missing{_meaning(channel.platform)}"
    if not urlsplit(channel.service_url).hostname:
        yield f"--service-url {channel.service_url!r} is no address such as https://bsky.social"
    elif not is_secure(channel.service_url):
        yield "--service-url must begin with https://: a token would travel in the clear"
    known = {HOURS, OWN_LIMIT, *(ONBOARDING[channel.platform].settings if channel.platform in ONBOARDING else ())}
    for name in channel.settings.keys() - known:
        yield f"--set {name}: is none of {', '.join(sorted(known))}"
    try:
        hours_of(channel, MonitoringHours())
    except ValueError as error:
        yield f"--set {error}"


def _meaning(platform: str) -> str:
    return f": {ONBOARDING[platform].account}" if platform in ONBOARDING else ""
