"""Every request that the adapters of Facebook and Instagram can make, against what Meta publishes of its Graph API."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from beadle.adapters.platforms.meta import FacebookPlatform, facebook
from beadle.adapters.platforms.meta.graph import Graph
from beadle.domain.comments import Comment
from beadle.domain.errors import PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media
from tests.platforms.meta.world import PICTURE, FacebookWorld, InstagramWorld, MetaWorld
from tests.platforms.specifications.graph import SPECS

pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="needs ../shared/specs/facebook")
VIDEO = Media("https://example.org/pool.mp4", "A swim", is_video=True)


@pytest.fixture
def page() -> Iterator[FacebookWorld]:
    with FacebookWorld.open() as world:
        yield world


@pytest.fixture
def account() -> Iterator[InstagramWorld]:
    with InstagramWorld.open() as world:
        yield world


def act_on(world: MetaWorld, comment: Comment) -> None:
    """Do to a comment everything that is done to comments, and publish pictures and a video."""
    platform = world.platform
    for act in (platform.hide, platform.visibility, platform.unhide):
        act(comment)
    platform.reply(comment, "On Saturday.", "key")
    post = world.post()
    for media in ((PICTURE,), (PICTURE, PICTURE), (VIDEO,)):
        shown = replace(post, post_id=f"{post.post_id}-{len(media)}{media[0].is_video}", media=media)
        ref = platform.publish(replace(shown, text=f"{media[0].alt} {len(media)}"))
        platform.find_published(replace(shown, ref=ref))
        platform.retract(ref)
    platform.standing()
    platform.delete_comment(comment)


def calls(world: MetaWorld) -> set[tuple[str, str, str]]:
    """Return what was asked: method, kind of node and edge."""
    found = set()
    for exchange in world.server.exchanges:
        _, _, node, *edge = exchange.asked.route.split("/")
        found.add((exchange.asked.method, world.server.kind_of(node) or node, "".join(edge)))
    return found


def test_every_request_to_facebook_is_one_that_meta_publishes(page: FacebookWorld) -> None:
    comment = page.find(page.write("When is the pool open?"))
    platform = page.adapter(watch_ads="yes")
    page.read(next(platform.comments(None)).position)
    platform.comment(comment.comment_id, comment.post_id)
    act_on(page, comment)
    plain = page.post()
    ref = platform.publish(plain)
    platform.edit_post(ref, "Another text.")
    platform.edit_post(page.platform.publish(replace(page.post("A film."), media=(VIDEO,))), "Another film.")
    platform.block(comment)
    platform.is_blocked(comment.author.author_id)
    platform.unblock(comment.author.author_id)

    assert page.server.problems() == []
    assert calls(page) == {
        ("GET", "Page", ""), ("GET", "Page", "published_posts"), ("GET", "Page", "ads_posts"),
        ("GET", "Page", "videos"), ("GET", "Page", "blocked"), ("POST", "Page", "blocked"),
        ("DELETE", "Page", "blocked"), ("POST", "Page", "feed"), ("POST", "Page", "photos"), ("POST", "Page", "videos"),
        ("GET", "PagePost", ""), ("POST", "PagePost", ""), ("DELETE", "PagePost", ""), ("GET", "PagePost", "comments"),
        ("GET", "AdVideo", ""), ("POST", "AdVideo", ""), ("DELETE", "AdVideo", ""),
        ("GET", "Comment", ""), ("POST", "Comment", ""), ("DELETE", "Comment", ""),
        ("GET", "Comment", "comments"), ("POST", "Comment", "comments"), ("GET", "debug_token", ""),
    }  # fmt: skip


def test_every_request_to_instagram_is_one_that_meta_publishes(account: InstagramWorld) -> None:
    comment = account.find(account.write("When is the pool open?"))
    above = account.server.nodes[comment.comment_id.removeprefix("instagram:")]
    for n in range(60):  # more than come with the comment itself
        account.server.new_ig_comment(above, str(n), "1", "resident")
    assert len(account.read()) == 61
    account.adapter().comment(comment.comment_id, comment.post_id)
    act_on(account, comment)

    assert account.server.problems() == []
    assert calls(account) == {
        ("GET", "IGUser", ""), ("GET", "IGUser", "media"), ("POST", "IGUser", "media"),
        ("POST", "IGUser", "media_publish"), ("GET", "IGMedia", ""), ("DELETE", "IGMedia", ""),
        ("GET", "IGMedia", "comments"), ("GET", "IGComment", ""), ("POST", "IGComment", ""),
        ("DELETE", "IGComment", ""), ("GET", "IGComment", "replies"), ("POST", "IGComment", "replies"),
        ("GET", "IGContainer", ""), ("GET", "debug_token", ""),
    }  # fmt: skip


class BrokenGraph(Graph):
    """Sends what it is given, but lists of comments and bodies with one thing changed."""

    changed: Mapping[str, Any]

    def _call(self, *call: Any, params: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        changed = {"params": params, "body": body}
        for where, changes in self.changed.items():
            if changed[where] is not None and (where == "body" or call[1].endswith("/comments")):
                changed[where] = {**changed[where], **changes}
        return super()._call(*call, **changed)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"params": {"sorted": "chronological"}}, "no parameter sorted"),
        ({"params": {"order": "oldest"}}, "order is 'oldest'"),
        ({"params": {"since": "yesterday"}}, "since is 'yesterday', not datetime"),
        ({"params": {"fields": "id,message,edited_time"}}, "Comment has no field edited_time"),
        ({"params": {"access_token": "EAAB"}}, "the token stands in the address"),
    ],
)
def test_a_wrong_parameter_of_a_reading_is_found(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, changed: Mapping[str, Any], problem: str
) -> None:
    page.write("a comment")
    with suppress(PlatformRefused, PlatformUnavailable):
        next(broken(page, monkeypatch, changed).comments(None), None)

    assert [found for found in page.server.problems() if problem in found]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [({"body": {"is_hidden": "yes"}}, "is_hidden is 'yes', not bool"), ({"body": {"hide": True}}, "no parameter hide")],
)
def test_a_wrong_field_of_a_body_is_found(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch, changed: Mapping[str, Any], problem: str
) -> None:
    comment = page.find(page.write("a comment"))
    broken(page, monkeypatch, changed).hide(comment)

    assert [found for found in page.server.problems() if problem in found]


def test_an_answer_that_meta_would_not_give_is_found(page: FacebookWorld) -> None:
    page.server.root.fields["message"] = 17
    next(page.platform.comments(None), None)

    assert [found for found in page.server.problems() if "answered message 17, not string" in found]


def broken(world: FacebookWorld, monkeypatch: pytest.MonkeyPatch, changed: Mapping[str, Any]) -> FacebookPlatform:
    monkeypatch.setattr(BrokenGraph, "changed", changed, raising=False)
    monkeypatch.setattr(facebook, "Graph", BrokenGraph)
    return world.adapter()
