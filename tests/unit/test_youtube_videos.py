"""Videos on YouTube: uploaded whole, found by their mark, changed without loss."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from beadle.adapters.platforms.youtube.videos import mark
from beadle.domain.errors import (
    NotPossibleHere,
    PlatformUnavailable,
)
from beadle.domain.posts import Media
from local.sandbox.faults import Fault, Kind
from tests.platforms.youtube.world import FILM, YouTubeWorld


@pytest.fixture
def world() -> Iterator[YouTubeWorld]:
    with YouTubeWorld.open() as world:
        yield world
        assert world.server.problems() == []


def test_a_video_is_uploaded_whole_with_its_title_and_its_text(world: YouTubeWorld) -> None:
    post = world.post("The library opens at nine.\n\nBring your card.")
    ref = world.platform.publish(post)
    snippet = world.server.videos[ref.native_id]["snippet"]
    assert (snippet["title"], snippet["description"]) == ("The library opens at nine.", post.text)
    assert snippet["tags"] == [mark(post)]
    assert world.server.received[ref.native_id] == FILM


@pytest.mark.parametrize("kind", [Kind.ERROR_AFTER, Kind.MALFORMED, Kind.CUT])
def test_an_upload_whose_answer_was_lost_is_found_to_be_whole(world: YouTubeWorld, kind: Kind) -> None:
    world.server.faults.add(Fault(kind, 1, "PUT"))
    post = world.post()
    ref = world.platform.publish(post)
    assert world.platform.publish(post) == ref
    assert world.public_posts() == [post.text]


def test_an_upload_that_broke_off_is_made_by_the_next_attempt(world: YouTubeWorld) -> None:
    world.server.faults.add(Fault(Kind.ERROR_BEFORE, 2, "PUT"))
    post = world.post()
    with pytest.raises(PlatformUnavailable):
        world.platform.publish(post)
    assert world.public_posts() == []
    world.platform.publish(post)
    assert world.public_posts() == [post.text]


def test_an_edited_video_keeps_its_title_and_its_mark(world: YouTubeWorld) -> None:
    post = world.post()
    ref = world.platform.publish(post)
    world.platform.edit_post(ref, "The library opens at ten.")
    snippet = world.server.videos[ref.native_id]["snippet"]
    assert (snippet["title"], snippet["description"]) == (post.text, "The library opens at ten.")
    assert world.platform.find_published(post) == ref


def test_a_video_that_youtube_could_not_use_is_not_published(world: YouTubeWorld) -> None:
    post = world.post()
    ref = world.platform.publish(post)
    world.server.videos[ref.native_id]["status"]["uploadStatus"] = "failed"
    assert world.platform.find_published(post) is None


def test_a_video_that_youtube_keeps_private_is_no_success(world: YouTubeWorld) -> None:
    world.server.is_audited = False
    post = world.post()
    for _ in range(2):
        with pytest.raises(NotPossibleHere, match="private"):
            world.platform.publish(post)
    assert len(world.server.received) == 1


@pytest.mark.parametrize("media", [(), (Media("https://example.org/pool.jpg", "The pool"),)])
def test_a_post_without_a_video_is_an_officers(world: YouTubeWorld, media: tuple[Media, ...]) -> None:
    with pytest.raises(NotPossibleHere, match="videos only"):
        world.platform.publish(replace(world.post(), media=media))


def test_no_token_stands_in_an_address(world: YouTubeWorld) -> None:
    world.write("a comment")
    world.read()
    world.platform.publish(world.post())
    assert not any("access-" in exchange.asked.path for exchange in world.server.exchanges)
