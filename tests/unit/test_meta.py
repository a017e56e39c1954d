"""How Meta's errors are sorted, its limits kept, and its tokens looked at."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.adapters.platforms.meta import FacebookPlatform, InstagramPlatform
from beadle.domain.channels import Channel
from beadle.domain.errors import (
    CredentialsRefused,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from tests.fakes.access import access
from tests.platforms.meta.server import ACCOUNT, APP_ID, APP_SECRET, PAGE, TOKEN, GraphServer
from tests.platforms.meta.world import FacebookWorld, InstagramWorld
from tests.platforms.server import Call
from tests.scripted_server import Said

URL = "https://graph.facebook.com"


@pytest.fixture
def page() -> Iterator[FacebookWorld]:
    with FacebookWorld.open() as world:
        yield world
        assert world.server.problems() == []


@pytest.fixture
def account() -> Iterator[InstagramWorld]:
    with InstagramWorld.open() as world:
        yield world
        assert world.server.problems() == []


def answering(server: GraphServer, monkeypatch: pytest.MonkeyPatch, said: Said) -> None:
    """Have the fake answer everything alike."""

    def refuse(call: Call) -> Said:
        return said

    monkeypatch.setattr(server, "refused", refuse)


# ── Errors ──


@pytest.mark.parametrize(("subcode", "why"), [(463, "has expired"), (467, "withdrawn"), (460, "password"), (0, "not")])
@pytest.mark.parametrize("status", [400, 401])
def test_a_token_that_is_not_accepted_says_why_and_how_to_renew_it_and_is_not_quoted(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, subcode: int, why: str, status: int
) -> None:
    error = page.server.error(190, f"Malformed access token {TOKEN}", status, subcode)
    answering(page.server, monkeypatch, error)
    with pytest.raises(CredentialsRefused, match=f"{why}.*beadle channels add channel") as raised:
        page.read()
    assert TOKEN not in str(raised.value)


@pytest.mark.parametrize("code", [3, 10, 200, 299])
@pytest.mark.parametrize("status", [400, 403])
def test_a_missing_permission_is_named(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, code: int, status: int
) -> None:
    comment = page.find(page.write("a comment"))
    answering(page.server, monkeypatch, page.server.error(code, f"(#{code}) Permissions error", status))
    with pytest.raises(CredentialsRefused, match="pages_manage_engagement"):
        page.platform.hide(comment)
    with pytest.raises(CredentialsRefused, match="pages_read_engagement"):
        page.read()


def test_a_permission_that_was_taken_away_is_named(page: FacebookWorld) -> None:
    comment = page.find(page.write("a comment"))
    page.server.permissions.remove("pages_manage_engagement")
    with pytest.raises(CredentialsRefused, match="pages_manage_engagement"):
        page.platform.hide(comment)


@pytest.mark.parametrize("code", [4, 17, 32, 613, 80001, 80002])
@pytest.mark.parametrize(("minutes", "seconds"), [(7, 420), (0, 300)])
def test_every_rate_limit_is_waited_for_as_long_as_it_says(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, code: int, minutes: int, seconds: int
) -> None:
    usage = {"77": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": minutes}]}
    headers = {"X-Business-Use-Case-Usage": json.dumps(usage)}
    answering(page.server, monkeypatch, page.server.error(code, "too many calls", 400, headers=headers))
    with pytest.raises(RateLimited) as raised:
        page.read()
    assert raised.value.retry_after == seconds


@pytest.mark.parametrize("code", [1, 2])
def test_a_momentary_failure_is_tried_again_later_whatever_its_status(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    answering(page.server, monkeypatch, page.server.error(code, "Please retry your request later."))
    with pytest.raises(PlatformUnavailable):
        page.read()


@pytest.mark.parametrize("code", [100, 368, 506, 1609005])
def test_any_other_error_is_a_refusal_in_metas_words(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    answering(page.server, monkeypatch, page.server.error(code, "The words of Meta"))
    with pytest.raises(PlatformRefused, match=f"{code} The words of Meta") as raised:
        page.read()
    assert not isinstance(raised.value, CredentialsRefused)


# ── Limits ──


@pytest.mark.parametrize(
    ("usage", "reads", "writes", "protects"),
    [(79, True, True, True), (85, False, True, True), (95, False, False, True), (100, False, False, False)],
)
def test_what_is_more_urgent_goes_longer(
    page: FacebookWorld, usage: int, reads: bool, writes: bool, protects: bool
) -> None:
    comment = page.find(page.write("a comment"))
    page.server.app_usage = usage
    page.platform.visibility(comment)  # tells how much is used
    acts: list[tuple[bool, Callable[[], object]]] = [
        (reads, page.read),
        (writes, lambda: page.platform.reply(comment, "On Saturday.", "key")),
        (protects, lambda: page.platform.hide(comment)),
    ]
    for may, act in acts:
        if may:
            act()
        else:
            with pytest.raises(RateLimited):
                act()
    page.server.now += timedelta(minutes=6)  # some of the last hour's use is no longer counted
    page.server.app_usage = 50
    page.read()


def test_headers_that_cannot_be_read_limit_nothing(page: FacebookWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = {"X-App-Usage": "{", "X-Business-Use-Case-Usage": '{"7": 7, "8": [{"type": 8, "call_count": "all"}]}'}
    answering(page.server, monkeypatch, Said(200, b'{"data": []}', headers))
    assert page.read() == page.read() == []


# ── The token ──


def test_calls_are_proved_to_be_the_apps_own_where_its_secret_is_known(page: FacebookWorld) -> None:
    page.server.app_secret = APP_SECRET
    channel = Channel("channel", "facebook", PAGE, page.server.address)
    with pytest.raises(PlatformRefused, match="appsecret_proof"):
        page.read()
    proved = FacebookPlatform(channel, access({"token": TOKEN, "app_secret": APP_SECRET}))
    assert list(proved.comments(None)) == []


def test_the_token_stands_in_no_address_and_no_next_page_is_followed(page: FacebookWorld) -> None:
    page.write_many(250)
    assert len(page.read()) == 250
    assert not [asked.path for asked in (e.asked for e in page.server.exchanges) if TOKEN in asked.path]


def test_standing_names_the_page_and_what_its_token_lacks(page: FacebookWorld) -> None:
    page.server.permissions -= {"pages_manage_posts"}
    page.server.expires_at = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())
    standing = page.platform.standing()
    assert (standing.name, standing.url) == ("Example Council", "https://www.facebook.com/example")
    assert standing.missing_permissions == ("pages_manage_posts",)
    assert standing.token_expires_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_token_for_another_page_lacks_everything(page: FacebookWorld) -> None:
    page.server.nodes["55"] = replace(page.server.nodes[PAGE], node_id="55")
    stranger = FacebookPlatform(Channel("c", "facebook", "55", page.server.address), access({"token": TOKEN}))
    assert len(stranger.standing().missing_permissions) == 4


def test_the_token_is_asked_about_as_the_app_where_its_secret_is_known(account: InstagramWorld) -> None:
    secret = {"token": TOKEN, "app_id": APP_ID, "app_secret": APP_SECRET}
    channel = Channel("channel", "instagram", ACCOUNT, account.server.address)
    standing = InstagramPlatform(channel, access(secret)).standing()
    assert standing.missing_permissions == ()
    assert standing.token_expires_at is None
    assert standing.url == "https://www.instagram.com/example_council/"


def test_a_token_that_is_not_valid_says_how_to_renew_it(page: FacebookWorld) -> None:
    secret = {"token": "withdrawn", "app_id": APP_ID, "app_secret": APP_SECRET}
    channel = Channel("channel", "facebook", PAGE, page.server.address)
    with pytest.raises(CredentialsRefused, match="beadle channels add"):
        FacebookPlatform(channel, access(secret)).standing()


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel("c", "facebook", "harrowmere", URL), "numeric id"),
        (Channel("c", "facebook", "", URL), "numeric id"),
        (Channel("c", "facebook", PAGE, URL, settings={"version": "26"}), "version"),
        (Channel("c", "facebook", PAGE, URL, settings={"version": "v26.0/../.."}), "version"),
        (Channel("c", "facebook", PAGE, URL, settings={"watched_posts": "101"}), "watched_posts"),
        (Channel("c", "facebook", PAGE, "http://graph.facebook.com"), "https"),
    ],
)
def test_a_channel_that_cannot_be_is_refused_before_anything_is_asked(channel: Channel, words: str) -> None:
    with pytest.raises(PlatformRefused, match=words):
        FacebookPlatform(channel, access({"token": TOKEN}))


def test_a_channel_without_a_token_says_how_to_give_one() -> None:
    with pytest.raises(CredentialsRefused, match="beadle channels add c"):
        InstagramPlatform(Channel("c", "instagram", ACCOUNT, URL), access({"app_secret": "s"}))


def test_ids_of_other_platforms_are_refused(page: FacebookWorld) -> None:
    comment = page.find(page.write("a comment"))
    for wrong in ("x:1", "facebook:", "facebook:1_2_3", "facebook:1/../2", "facebook:\u00b2"):
        with pytest.raises(PlatformRefused):
            page.platform.hide(replace(comment, comment_id=wrong))
