"""`beadle channels`, before there is a stack: an account is tried, and what is wrong with an answer is said."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from beadle.adapters.platforms.known import ADAPTERS
from beadle.adapters.platforms.onboarding import ONBOARDING
from beadle.domain.channels import Channel
from beadle.domain.errors import CredentialsRefused, MalformedInput
from beadle.domain.platforms import PLATFORMS
from cli.channel_answers import Described, secret_for
from cli.channel_checks import SHORT, GivenTokens, shortened
from cli.main import app
from tests.contract.platform_worlds import ServedWorld
from tests.platforms.mastodon.server import TOKEN as MASTODON_TOKEN
from tests.platforms.mastodon.world import MastodonWorld
from tests.platforms.meta.server import ACCOUNT, PAGE
from tests.platforms.meta.server import TOKEN as META_TOKEN
from tests.platforms.meta.world import FacebookWorld, InstagramWorld
from tests.platforms.x.server import COUNCIL as X_ACCOUNT
from tests.platforms.x.world import SECRET as X_SECRET
from tests.platforms.x.world import XWorld
from tests.platforms.youtube.server import COUNCIL as YOUTUBE_ACCOUNT
from tests.platforms.youtube.world import SECRET as YOUTUBE_SECRET
from tests.platforms.youtube.world import YouTubeWorld

World = Callable[[], AbstractContextManager[ServedWorld]]
ACCOUNTS: Mapping[str, tuple[World, str, Mapping[str, str]]] = {
    "facebook": (FacebookWorld.open, PAGE, {"token": META_TOKEN}),
    "instagram": (InstagramWorld.open, ACCOUNT, {"token": META_TOKEN}),
    "mastodon": (MastodonWorld.open, "council", {"access_token": MASTODON_TOKEN}),
    "x": (XWorld.open, X_ACCOUNT, X_SECRET),
    "youtube": (YouTubeWorld.open, YOUTUBE_ACCOUNT, YOUTUBE_SECRET),
}
"""How each platform's fake is signed in to."""


def check(platform: str, account: str, address: str, secret: Mapping[str, str], *more: str) -> Result:
    words = ["channels", "check", "--platform", platform, "--account", account, "--service-url", address, *more]
    return CliRunner().invoke(app, words, input=json.dumps(dict(secret)), env={"COLUMNS": "300"})


# ── Trying an account ──


@pytest.mark.parametrize("platform", ACCOUNTS)
def test_an_account_is_tried_and_nothing_is_changed(platform: str, tmp_path: Path) -> None:
    opened, account, secret = ACCOUNTS[platform]
    with opened() as world:
        for n in range(7):
            world.write(f"comment {n} " + "at length " * 30)
        result = check(platform, account, world.server.address, secret, "--renewed", str(tmp_path / "renewed"))
        writes = {(e.asked.method, e.asked.route) for e in world.server.exchanges if e.asked.method != "GET"}
        assert {call for call in writes if "token" not in call[1]} == set()  # a token may have been exchanged
        assert world.server.problems() == []
    assert result.exit_code == 0, result.output
    assert "accepted" in result.stdout
    assert [f"comment {n} " in result.stdout for n in range(7)] == [False] * 2 + [True] * 5
    assert "at length " * 20 not in result.stdout
    assert not any(value in result.output for value in secret.values() if len(value) > 4 and value != account)
    for capability, ability in PLATFORMS[platform].abilities.items():
        assert ability.setting or ability.can or f"{capability} by hand" in result.stdout


def test_what_is_missing_fails_the_check_and_is_named() -> None:
    with MastodonWorld.open() as world:
        world.server.scopes = {"read", "write:statuses", "write:media", "write:blocks"}
        result = check("mastodon", "council", world.server.address, {"access_token": MASTODON_TOKEN})
    assert result.exit_code == 1
    assert "MISSING: write:reports" in result.stdout


def test_a_token_that_is_refused_fails_the_check_and_says_how_to_renew_it() -> None:
    with MastodonWorld.open() as world:
        result = check("mastodon", "council", world.server.address, {"access_token": "another"})
    assert result.exit_code == 1
    assert "FAILED" in result.stdout
    assert "Preferences, Development" in result.stdout
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [[], ["corporate", "--all"]])
def test_what_to_check_is_named_in_one_way(words: list[str]) -> None:
    result = CliRunner().invoke(app, ["channels", "check", *words])
    assert result.exit_code == 1
    assert "name one channel" in result.stderr


def test_an_exchanged_token_is_kept_where_nobody_else_reads_it_and_never_lost(tmp_path: Path) -> None:
    before, after = {"refresh_token": "old"}, {"refresh_token": "new"}
    with pytest.raises(CredentialsRefused, match="--renewed"):
        GivenTokens(before, None).renew("trial", before, lambda _: pytest.fail("exchanged"))
    file = tmp_path / "renewed.json"
    tokens = GivenTokens(before, file)
    assert tokens.renew("trial", before, lambda _: after) == after
    assert json.loads(file.read_text()) == after
    assert file.stat().st_mode & 0o777 == 0o600
    assert tokens.renew("trial", before, lambda _: pytest.fail("exchanged twice")) == after


def test_a_comment_is_shortened_to_a_line() -> None:
    assert shortened("one\n\ntwo") == "one two"
    assert len(shortened("x" * 1000)) == SHORT


# ── What is asked ──


def test_every_platform_with_an_adapter_says_what_it_needs() -> None:
    assert set(ADAPTERS) <= set(ONBOARDING) <= set(PLATFORMS)
    for needed in ONBOARDING.values():
        assert any(value.is_needed for value in needed.secrets)
        assert needed.account
        assert needed.steps


@pytest.mark.parametrize(
    ("platform", "typed", "standing", "secret"),
    [
        ("bluesky", " pass word \n", {}, {"app_password": "pass word"}),
        ("bluesky", '{"app_password": "new"}', {"app_password": "old"}, {"app_password": "new"}),
        ("bluesky", "", {"app_password": "old"}, {"app_password": "old"}),
        ("facebook", '{"app_secret": "s"}', {"token": "t", "stale": "x"}, {"token": "t", "app_secret": "s"}),
        (
            "x",
            '{"client_id": "i", "client_secret": "s", "refresh_token": "r"}',
            {"access_token": "of the old one", "expires_at": "2026-11-23T10:00:00+00:00"},
            {"client_id": "i", "client_secret": "s", "refresh_token": "r"},
        ),
    ],
)
def test_a_secret_is_read_from_standard_input(
    platform: str, typed: str, standing: dict[str, str], secret: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Typed(typed))
    assert secret_for(platform, standing) == secret


class Typed:
    """Standard input that is no terminal."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self) -> str:
        return self.text

    def isatty(self) -> bool:
        return False


class Terminal(Typed):
    """Standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("platform", "typed", "words"),
    [
        ("bluesky", "", "app_password is missing"),
        ("x", "one-value", "JSON object with client_id"),
        ("x", '{"client_id": "i"}', "refresh_token is missing"),
        ("bluesky", '{"app_password": "s3cret"', "no JSON object"),
        ("bluesky", '{"password": "s3cret"}', "'password' is none of app_password"),
        ("bluesky", '{"app_password": 5}', "no text"),
    ],
)
def test_a_secret_that_cannot_be_is_refused_without_being_quoted(
    platform: str, typed: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Typed(typed))
    with pytest.raises(MalformedInput, match=words) as raised:
        secret_for(platform, {})
    assert "s3cret" not in str(raised.value)


def test_at_a_terminal_whatever_is_missing_is_asked_for_and_secrets_are_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {
        "Platform": "x",
        "Account": "7",
        "Address": "",
        "Name": "",
        "client id": "i",
        "secret": "s3",
        "refresh": "r",
    }
    hidden = set()

    def answered(question: str, default: str | None = None, hide_input: bool = False, **_: Any) -> str:
        hidden.update([question] if hide_input else [])
        found = next((answer for part, answer in answers.items() if part in question), "")
        assert found or default is not None, question
        return found or str(default)

    monkeypatch.setattr("typer.prompt", answered)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    channel = Described(None, None, None, None).asked(None).over(None, "corporate")
    assert channel == Channel("corporate", "x", "7", "https://api.x.com", "7")
    assert secret_for("x", {}) == {"client_id": "i", "client_secret": "s3", "refresh_token": "r"}
    assert len(hidden) == 4
    assert "developer console" in capsys.readouterr().err


def test_what_is_not_said_of_a_channel_stays_and_an_empty_setting_is_taken_away() -> None:
    standing = Channel("c", "bluesky", "a.test", "https://pds.example", "Council", settings={"language": "cy"})
    assert Described(None, None, None, None).over(standing, "c") == standing
    changed = Described(None, None, None, "Another", ["language=", "hours=Mon-Fri 08:00-20:00"]).over(standing, "c")
    assert changed == replace(standing, name="Another", settings={"hours": "Mon-Fri 08:00-20:00"})


def test_a_platform_that_has_one_address_needs_none() -> None:
    assert Described("x", "7", None, None).over(None, "c").service_url == "https://api.x.com"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"settings": ["langauge=cy"]}, "--set langauge: is none of hours, language, longest_text, watched_posts"),
        ({"settings": ["hours=whenever"]}, "--set the hours of channel c"),
        ({"platform": "mastodon", "service_url": None}, "is no address"),
        ({"platform": "myspace"}, "none of bluesky, facebook"),
        ({"account": " "}, "--account is missing: the handle"),
        ({"service_url": "http://example.org"}, "in the clear"),
    ],
)
def test_a_channel_that_cannot_be_is_refused(said: dict[str, Any], words: str) -> None:
    described = Described("bluesky", "council.test", "https://bsky.social", None)
    with pytest.raises(MalformedInput) as raised:
        replace(described, **said).over(None, "c")
    assert words in str(raised.value)
