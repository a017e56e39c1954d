"""Every request that the adapter of X can make, against the OpenAPI document that X publishes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from beadle.adapters.platforms.http import Refused
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.x import media, reading
from beadle.adapters.platforms.x import platform as adapter
from beadle.adapters.platforms.x.session import Endpoint, Session
from beadle.domain.posts import Media
from tests.platforms.specifications.openapi import SPECS
from tests.platforms.x.world import DOCUMENT, UNPUBLISHED, XWorld
from tests.scripted_server import Asked, Said, scripted_server

pytestmark = pytest.mark.skipif(not (SPECS / DOCUMENT).exists(), reason=f"needs ../shared/specs/{DOCUMENT}")
TYPES = {"jpg": "image/jpeg", "gif": "image/gif", "mp4": "video/mp4"}


@pytest.fixture
def world() -> Iterator[XWorld]:
    with XWorld.open() as world:
        yield world


@pytest.fixture
def gallery() -> Iterator[str]:
    def shown(asked: Asked) -> Said:
        return Said(200, b"picture or film", {"Content-Type": TYPES[asked.route.rpartition(".")[2]]})

    with scripted_server(shown) as address:
        yield address


def endpoints() -> set[tuple[str, str]]:
    """Return every endpoint that the adapter knows."""
    found = [value for module in (adapter, media, reading) for value in vars(module).values()]
    return {(one.method, one.path.replace("{}", "{id}")) for one in found if isinstance(one, Endpoint)}


def everything(world: XWorld, gallery: str) -> None:
    """Let the adapter do all that it can, in all the ways that it can."""
    platform = world.platform
    comment = world.find(world.write("When is the pool open? https://example.org/pool"))
    for act in (platform.visibility, platform.hide, platform.unhide):
        act(comment)
    platform.reply(comment, "On Saturday.", "key")
    platform.reply(comment, "On Saturday.", "key")
    pictures = tuple(Media(f"{gallery}/pool.{kind}", "A swim", kind == "mp4") for kind in TYPES)
    for number, shown in enumerate([(), pictures[:1], pictures[1:2], pictures[2:]]):
        post = replace(world.post(f"The pool is open, part {number}."), media=shown)
        ref = platform.publish(post)
        assert platform.find_published(post) == ref
        assert platform.find_published(replace(post, ref=ref)) == ref
        platform.edit_post(ref, f"The pool is closed, part {number}.")
        platform.retract(ref)
    platform.block(comment)
    assert platform.is_blocked(comment.author.author_id)
    platform.unblock(comment.author.author_id)
    platform.standing()
    world.write_many(900)  # more than the list of mentions keeps
    pages = list(platform.comments(None))
    world.write("one more")
    list(platform.comments(pages[-1].position))


def test_every_request_and_every_answer_is_one_that_x_publishes(world: XWorld, gallery: str) -> None:
    world.server.looks_until_ready = 1
    everything(world, gallery)
    assert world.server.problems() == []


def test_that_was_every_endpoint_which_the_adapter_knows(world: XWorld, gallery: str) -> None:
    everything(world, gallery)
    asked = {(one.asked.method, one.asked.route) for one in world.server.exchanges}
    routes = world.server.routes()
    called = {key for key, route in routes.items() if any(_fits(key, one) for one in asked)}
    known = {(method, path.replace("/{id}/blocking/{id}", "/{id}/blocking/{target}")) for method, path in endpoints()}
    assert called | {("GET", "/2/media/upload")} == known
    described = {(method, path) for method, path in known if (method, path) not in UNPUBLISHED}
    assert len(described) == len(known) - 2


def _fits(route: tuple[str, str], asked: tuple[str, str]) -> bool:
    pattern, path = route[1].split("/"), asked[1].split("/")
    alike = len(pattern) == len(path) and all(
        one in (other, "{id}", "{target}") for one, other in zip(pattern, path, strict=True)
    )
    exact = "{id}" in pattern and path[-1] in ("recent", "me")
    return route[0] == asked[0] and alike and not exact


# ── The check sees what is wrong ──


def wrong_name(params: dict[str, Any]) -> None:
    params["since"] = params.pop("since_id", None) or "1"


def wrong_type(params: dict[str, Any]) -> None:
    params["start_time"] = "yesterday"


def out_of_bounds(params: dict[str, Any]) -> None:
    params["max_results"] = 1000


def wrong_enum(params: dict[str, Any]) -> None:
    params["tweet.fields"] += ",writer"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (wrong_name, "the parameter 'since' is not described"),
        (wrong_type, "is not a 'date-time'"),
        (out_of_bounds, "greater than the maximum of 100"),
        (wrong_enum, "'writer' is not one of"),
    ],
)
def test_a_broken_parameter_is_seen(
    world: XWorld, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    call = Session._call

    def broken(self: Session, endpoint: Endpoint, *args: Any) -> Any:
        urgency, price, ids, params, *rest = args
        changed = dict(params or {})
        if endpoint is reading.MENTIONS:
            change(changed)
        return call(self, endpoint, urgency, price, ids, changed, *rest)

    monkeypatch.setattr(Session, "_call", broken)
    world.write("a comment")
    list(world.platform.comments(None))
    assert any(problem in one for one in world.server.problems())


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"text": "Open.", "in_reply_to": "1"}, "the field 'in_reply_to' is not described"),
        ({"text": "Open.", "reply_settings": "friends"}, "'friends' is not one of"),
        ({"text": 17}, "17 is not of type 'string'"),
    ],
)
def test_a_broken_body_is_seen(world: XWorld, body: dict[str, Any], problem: str) -> None:
    world.platform._session.call(adapter._WRITE, Urgency.WRITE, 0, body=body)
    assert any(problem in one for one in world.server.problems())


def test_a_path_and_a_method_that_x_does_not_have_are_seen(world: XWorld) -> None:
    for wrong in (Endpoint("PATCH", "/2/tweets/{}/hidden", ""), Endpoint("PUT", "/2/tweets/{}/hide", "")):
        with pytest.raises(Refused):
            world.platform._session.call(wrong, Urgency.WRITE, 0, "1", body={"hidden": True})
    assert [one.rpartition(": ")[2] for one in world.server.problems()] == ["not published", "not published"]
