"""Every request that the adapter of YouTube can make, against Google's own description of its API."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from beadle.adapters.platforms.http import Refused
from beadle.adapters.platforms.quota import Urgency
from beadle.adapters.platforms.youtube.session import Session
from tests.platforms.specifications.discovery import document
from tests.platforms.youtube.world import DOCUMENT, YouTubeWorld

pytestmark = pytest.mark.skipif(document(DOCUMENT) is None, reason="needs google-api-python-client")


@pytest.fixture
def world() -> Iterator[YouTubeWorld]:
    with YouTubeWorld.open() as world:
        yield world


def everything(world: YouTubeWorld) -> None:
    """Let the adapter do all that it can, in all the ways that it can."""
    platform = world.platform
    comment = world.find(world.write("When is the pool open?"))
    for act in (platform.visibility, platform.hide, platform.unhide, platform.block, platform.unhide):
        act(comment)
    platform.reply(comment, "On Saturday.", "key")
    thread = comment.comment_id.removeprefix("youtube:")
    for number in range(7):
        world.server.write(world.server.person("Resident"), "Resident", f"answer {number}", thread)
    post = world.post()
    ref = platform.publish(post)
    assert platform.find_published(replace(post, ref=ref)) == ref
    platform.edit_post(ref, "The library opens at ten.")
    platform.retract(ref)
    platform.standing()
    world.write_many(2 * world.page_size)
    list(platform.comments(None))


def test_every_request_and_every_answer_is_one_that_google_describes(world: YouTubeWorld) -> None:
    everything(world)
    assert world.server.problems() == []


def test_that_was_every_method_that_the_fake_has(world: YouTubeWorld) -> None:
    everything(world)
    asked = {(one.asked.method, one.asked.route) for one in world.server.exchanges}
    met = {(method, "/upload/session/{id}" if "session" in route else route) for method, route in asked}
    assert met == set(world.server.routes()) - {("POST", "/token")}


# ── The check sees what is wrong ──


def wrong_name(params: dict[str, Any]) -> None:
    params["max_results"] = params.pop("maxResults")


def wrong_enum(params: dict[str, Any]) -> None:
    params["textFormat"] = "plain"


def out_of_bounds(params: dict[str, Any]) -> None:
    params["maxResults"] = "101"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (wrong_name, "the parameter 'max_results' is not described"),
        (wrong_enum, "the parameter 'textFormat' is 'plain': none of"),
        (out_of_bounds, "the parameter 'maxResults' is '101': out of bounds"),
    ],
)
def test_a_broken_parameter_is_seen(
    world: YouTubeWorld, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None], problem: str
) -> None:
    read = Session.read

    def broken(self: Session, resource: str, urgency: Urgency, params: Mapping[str, Any]) -> Any:
        changed = dict(params)
        if resource == "commentThreads":
            change(changed)
        return read(self, resource, urgency, changed)

    monkeypatch.setattr(Session, "read", broken)
    world.write("a comment")
    list(world.platform.comments(None))
    assert any(problem in one for one in world.server.problems())


def test_a_missing_parameter_and_a_wrong_value_are_seen(world: YouTubeWorld) -> None:
    number = world.write("a comment").removeprefix("youtube:")
    session = world.platform._session
    session.change("POST", "comments/setModerationStatus", Urgency.WRITE, {"id": number, "moderationStatus": "hidden"})
    session.read("comments", Urgency.READ, {"id": number})
    problems = world.server.problems()
    assert any("the parameter 'moderationStatus' is 'hidden': none of" in one for one in problems)
    assert any("the parameter 'part' is missing" in one for one in problems)


def test_a_broken_body_is_seen(world: YouTubeWorld) -> None:
    number = world.write("a comment").removeprefix("youtube:")
    body = {"snippet": {"parentId": number, "textOriginal": "Open.", "text": "Open.", "likeCount": "many"}}
    world.platform._session.change("POST", "comments", Urgency.WRITE, {"part": "snippet"}, body)
    problems = world.server.problems()
    assert any("the body.snippet.text is not described" in one for one in problems)
    assert any("the body.snippet.likeCount is 'many', no integer" in one for one in problems)


def test_a_path_that_youtube_does_not_have_is_seen(world: YouTubeWorld) -> None:
    with pytest.raises(Refused):
        world.platform._session.read("remarks", Urgency.READ, {"part": "snippet"})
    assert [one.rpartition(": ")[2] for one in world.server.problems()] == ["not published"]
