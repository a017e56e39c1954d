"""What reading and writing on X costs, how often it may be done, and with which token."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from beadle.adapters.platforms.x import XPlatform, meter
from beadle.adapters.platforms.x.costs import CREATE, OWN, POST, price_of
from beadle.domain.channels import Channel
from beadle.domain.errors import (
    AllowanceSpent,
    CredentialsRefused,
    PlatformRefused,
    PlatformUnavailable,
    RateLimited,
)
from tests.contract.platform_worlds import Kind
from tests.platforms.x.world import SECRET, XWorld


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld.open() as world:
        yield world
        assert world.server.problems() == []


def spent(world: XWorld) -> int:
    """Return millionths of a dollar spent this month."""
    return world.access.usage.spent(meter("channel", world.server.now))


# ── Money ──


def test_a_comment_costs_a_tenth_of_a_cent_for_itself_and_for_its_author(world: XWorld) -> None:
    for number in range(10):
        world.write(f"comment {number}", f"Resident {number}")
    assert len(world.read()) == 10
    assert spent(world) == 10 * 2 * OWN + POST  # and the post that they answer


def test_a_reading_that_fails_costs_nothing(world: XWorld) -> None:
    world.order(Kind.MALFORMED, "GET")
    with pytest.raises(PlatformUnavailable):
        world.read()
    assert spent(world) == 0


def test_a_refused_token_costs_nothing(world: XWorld) -> None:
    world.server.is_revoked = True
    with pytest.raises(CredentialsRefused):
        world.read()
    with pytest.raises(CredentialsRefused):
        world.platform.publish(world.post())
    assert spent(world) == 0


def test_what_may_have_been_written_stays_counted(world: XWorld) -> None:
    world.order(Kind.ERROR_AFTER, "POST")
    with pytest.raises(PlatformUnavailable):
        world.platform.publish(world.post("Closed on Friday."))
    assert spent(world) == CREATE


def test_the_cap_stops_reading_first_then_writing_then_all_until_the_month_ends(world: XWorld) -> None:
    world.write("a comment")
    comment = world.find(world.write("another"))
    month_end = (datetime(2026, 12, 1, tzinfo=UTC) - world.server.now).total_seconds()
    capped = world.adapter(monthly_cap_usd="1")
    fill(world, 850_000)
    with pytest.raises(AllowanceSpent) as raised:
        next(capped.comments(None))
    assert raised.value.retry_after == pytest.approx(month_end, abs=60)
    capped.reply(comment, "On Saturday.", "key")
    fill(world, 950_000)
    with pytest.raises(AllowanceSpent, match=r"monthly_cap_usd.*more urgent"):
        capped.reply(comment, "On Sunday.", "another")
    capped.hide(comment)
    fill(world, 1_000_000)
    with pytest.raises(AllowanceSpent, match=r"cap of 1 dollars.*nothing is left"):
        capped.hide(comment)
    assert spent(world) <= 1_000_000


def fill(world: XWorld, to: int) -> None:
    """Use the month's money up to so many millionths of a dollar."""
    now = world.server.now
    world.access.usage.spend(meter("channel", now), to - spent(world), 2**53, now + timedelta(days=9))


def test_each_month_has_its_own_meter(world: XWorld) -> None:
    world.write("in November")
    world.read()
    assert spent(world) > 0
    world.server.now = datetime(2026, 12, 1, 0, 0, 1, tzinfo=UTC)
    assert spent(world) == 0


@pytest.mark.parametrize("amount", ["", "ten", "-1", "NaN", "1e99"])
def test_a_cap_that_is_no_amount_is_refused(world: XWorld, amount: str) -> None:
    with pytest.raises(PlatformRefused, match="monthly_cap_usd"):
        world.adapter(monthly_cap_usd=amount)


@pytest.mark.parametrize(
    ("text", "price"),
    [("Closed on Friday.", 15_000), ("See https://a.example", 200_000), ("See example.gov.uk/pool", 200_000)],
)
def test_a_post_with_a_link_costs_more(text: str, price: int) -> None:
    assert price_of(text) == price


def test_without_credits_somebody_is_asked_to_buy_some(world: XWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        world.server, "refused", lambda _: world.server._problem(402, "about:blank", "CreditsDepleted", "No credits")
    )
    with pytest.raises(CredentialsRefused, match="Buy credits"):
        world.read()


# ── Rate limits ──


def test_what_is_left_of_a_window_is_kept_for_what_is_urgent(world: XWorld) -> None:
    comment = world.find(world.write("a threat"))
    world.server.remaining = 4
    world.read()
    world.platform.hide(comment)
    with pytest.raises(RateLimited):
        world.read()
    world.platform.unhide(comment)
    world.server.now += timedelta(minutes=16)
    world.read()


# ── Tokens ──


def test_a_token_that_has_run_out_is_exchanged_once_for_all(world: XWorld) -> None:
    world.write("a comment")
    world.server.access_token = "another"
    first, second = world.adapter(), world.adapter()
    assert len(list(first.comments(None))) == 1
    assert len(list(second.comments(None))) == 1
    assert world.server.exchanged == 1
    kept = world.access.tokens.of("channel")
    assert kept["refresh_token"] == "refresh-1"
    assert kept["expires_at"] == "2026-11-23T12:00:01+00:00"


def test_a_token_is_exchanged_shortly_before_its_end(world: XWorld) -> None:
    world.server.access_token = "another"
    list(world.platform.comments(None))
    world.server.now += timedelta(minutes=116)
    list(world.platform.comments(None))
    statuses = [exchange.said.status for exchange in world.server.exchanges]
    assert statuses.count(401) == 1  # of the first only
    assert world.server.exchanged == 2


def test_a_refresh_token_that_an_officer_gave_meanwhile_is_exchanged(world: XWorld) -> None:
    world.write("a comment")
    given = {name: value for name, value in SECRET.items() if name != "access_token"}
    world.access.tokens.renew("channel", SECRET, lambda _: given)
    world.server.access_token = "another"
    assert len(world.read()) == 1
    assert world.server.exchanged == 1


def test_a_channel_without_any_token_is_refused_at_once(world: XWorld) -> None:
    with pytest.raises(CredentialsRefused, match="refresh_token"):
        world.adapter(replace(world.access, secret={"client_id": "app"}))


def test_a_missing_scope_is_named(world: XWorld) -> None:
    comment = world.find(world.write("a threat"))
    world.server.scopes.remove("tweet.moderate.write")
    with pytest.raises(CredentialsRefused, match=r"tweet\.moderate\.write"):
        world.platform.hide(comment)
    world.server.access_token = "another"
    standing = world.adapter()
    assert standing.standing().missing_permissions == ("tweet.moderate.write",)


def test_the_account_stands_under_its_own_name(world: XWorld) -> None:
    standing = world.platform.standing()
    assert (standing.name, standing.url) == ("Example Council", "https://x.com/ExampleCouncil")
    assert standing.token_expires_at is None


def test_how_the_account_stands_is_asked_every_time(world: XWorld) -> None:
    world.platform.standing()
    world.server.is_revoked = True
    with pytest.raises(CredentialsRefused):
        world.platform.standing()


def test_an_account_may_be_given_by_its_handle(world: XWorld) -> None:
    comment_id = world.write("a comment")
    channel = Channel("channel", "x", "ExampleCouncil", world.server.address)
    (page,) = XPlatform(channel, world.access).comments(None)
    assert [comment.comment_id for comment in page.comments] == [comment_id]
