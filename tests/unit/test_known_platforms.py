"""The adapters, by the name that a channel gives its platform."""

from dataclasses import replace

import pytest

from beadle.adapters.platforms.bluesky import BlueskyPlatform
from beadle.adapters.platforms.known import KnownPlatforms
from beadle.adapters.platforms.sandbox import SandboxPlatform
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused, NotPossibleHere
from tests.fakes import InMemoryTokens, InMemoryUsage

CHANNEL = Channel("corporate", "sandbox", "council", "http://127.0.0.1:1")


def test_each_channel_gets_the_adapter_of_its_platform() -> None:
    tokens = InMemoryTokens({"corporate": {"token": "t"}, "sky": {"app_password": "p"}})
    platforms = KnownPlatforms(tokens, InMemoryUsage())
    assert isinstance(platforms.of(CHANNEL), SandboxPlatform)
    assert isinstance(platforms.of(Channel("sky", "bluesky", "c.example", "https://pds.example")), BlueskyPlatform)


def test_an_adapter_is_kept_until_its_channel_or_its_token_changes() -> None:
    tokens = InMemoryTokens({"corporate": {"token": "old"}})
    platforms = KnownPlatforms(tokens, InMemoryUsage())
    first = platforms.of(CHANNEL)
    assert platforms.of(CHANNEL) is first

    renamed = platforms.of(replace(CHANNEL, account="council-2"))
    tokens.values["corporate"] = {"token": "new"}
    renewed = platforms.of(replace(CHANNEL, account="council-2"))

    assert len({id(first), id(renamed), id(renewed)}) == 3


def test_an_unknown_platform_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(NotPossibleHere, match=r"'myspace'.*bluesky, .*sandbox"):
        KnownPlatforms(InMemoryTokens({}), InMemoryUsage()).of(replace(CHANNEL, platform="myspace"))


def test_a_channel_without_a_token_says_so() -> None:
    with pytest.raises(CredentialsRefused):
        KnownPlatforms(InMemoryTokens({}), InMemoryUsage()).of(CHANNEL)
