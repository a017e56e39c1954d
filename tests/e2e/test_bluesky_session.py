"""The account's session and the servers' limits, against the reference servers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import cast

import pytest
import requests

from beadle.domain.errors import CredentialsRefused, RateLimited
from tests.command import beadle
from tests.e2e.bluesky_council import Council, join
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import POST, expired
from tests.fakes.surroundings import InMemoryTokens

pytestmark = [pytest.mark.bluesky]


@pytest.fixture
def council(bluesky_network: BlueskyNetwork) -> Council:
    return Council(bluesky_network)


def run_out(council: Council, *tokens: str) -> None:
    """Let tokens of the session, as it lies in the channel's secret, have run out."""
    session = council.bluesky._session
    session._secret = {**session._secret, **{name: expired(session._secret[name]) for name in tokens}}
    kept = cast(InMemoryTokens, session._way_in.tokens)
    kept.values[session._way_in.channel_id] = session._secret


def test_a_session_that_ran_out_is_renewed(council: Council) -> None:
    council.bluesky.publish(council.draft("one"))
    run_out(council, "access_jwt")
    with pytest.raises(requests.HTTPError, match="ExpiredToken"):
        council.network.call("GET", "app.bsky.feed.getTimeline", access=council.bluesky._session._secret["access_jwt"])
    council.bluesky.publish(council.draft("two"))
    run_out(council, "access_jwt", "refresh_jwt")
    council.bluesky.publish(council.draft("three"))
    texts = [record["value"]["text"] for record in council.person.records(POST)]
    assert {"one", "two", "three"} <= set(texts)


def test_a_revoked_app_password_says_how_to_make_another(council: Council) -> None:
    council.bluesky.publish(council.draft("one"))
    account = council.person.account
    names = council.person.get("com.atproto.server.listAppPasswords", {})["passwords"]
    council.network.call(
        "POST",
        "com.atproto.server.revokeAppPassword",
        access=account.access,
        json={"name": names[0]["name"]},
    )
    run_out(council, "access_jwt")
    for platform in (council.bluesky, council.adapter(), council.adapter("wrong")):
        with pytest.raises(CredentialsRefused, match=r"Make an app password in Bluesky.*channels add corporate"):
            platform.publish(council.draft("two"))


def test_what_is_left_of_the_servers_allowances_is_known(council: Council) -> None:
    council.read()
    used = council.bluesky._session._quota._used
    assert 0 < used["reads"][0] < 1
    council.bluesky.publish(council.draft("one"))
    assert 0 < used["writes"][0] < 1
    assert all(resets_at > datetime.now(UTC) for _, resets_at in used.values())


def test_an_account_stands_under_its_name(council: Council) -> None:
    standing = council.platform.standing()
    assert standing.name == council.person.account.handle
    assert standing.missing_permissions == ()
    assert standing.token_expires_at is None


def test_a_rate_limit_says_how_long_to_wait(council: Council) -> None:
    council.adapter().find_published(council.draft("never"))
    sign_in = f"{council.network.pds_url}/xrpc/com.atproto.server.createSession"
    wrong = {"identifier": council.person.account.handle, "password": "wrong"}
    with ThreadPoolExecutor(10) as pool:  # 30 in five minutes
        list(pool.map(lambda _: requests.post(sign_in, json=wrong, timeout=30), range(30)))
    with pytest.raises(RateLimited) as raised:
        council.adapter().find_published(council.draft("never"))
    assert 1 <= raised.value.retry_after <= 300


def test_an_account_is_tried_before_there_is_a_stack(council: Council) -> None:
    join(council.network, "resident").post("Lovely pool!", under=council.root)
    council.network.settle()
    before = council.person.records(POST)
    words = ["channels", "check", "--platform", "bluesky", "--account", council.person.account.handle]
    shown = beadle(*words, "--service-url", council.network.pds_url, typed=council.app_password).stdout
    assert "accepted" in shown
    assert "Lovely pool!" in shown
    assert "edit-post by hand" in shown
    assert council.app_password not in shown
    assert council.person.records(POST) == before
