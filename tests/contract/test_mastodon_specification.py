"""Every request that the Mastodon adapter can make, against the published description of Mastodon's client API."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from beadle.adapters.platforms.mastodon import texts
from beadle.adapters.platforms.mastodon.api import Api
from beadle.domain.errors import BeadleError, CredentialsRefused
from beadle.domain.posts import Media
from tests.platforms.mastodon.server import NEEDS, MastodonServer
from tests.platforms.mastodon.world import MastodonWorld, published
from tests.platforms.server import said
from tests.scripted_server import Said, scripted_server


@pytest.fixture
def world() -> Iterator[MastodonWorld]:
    document = published()
    with MastodonServer.running() as server:
        server.specification = document
        yield MastodonWorld(server)


@pytest.fixture
def picture() -> Iterator[Media]:
    with scripted_server(lambda _: Said(200, b"a picture", {"Content-Type": "image/png"})) as address:
        yield Media(f"{address}/pool.png", "The pool, empty")


def do_everything(world: MastodonWorld, picture: Media) -> None:
    """Make every request that the adapter can make, each in all its forms."""
    platform = world.platform
    platform.standing()
    comment = world.find(world.write("@council When is the pool open?", "jane@remote.example"))
    position = list(platform.comments(None))[-1].position
    world.server.write(world.server.person("Amir"), "@council and on Sundays?", world.native(comment.comment_id))
    world.read(position)
    world.server.write(
        world.server.person("Amir"), "@council hello", world.server.write("9", "not the council's").status_id
    )
    world.read(position)
    platform.visibility(comment)
    platform.reply(comment, "On Saturday.", "key")
    platform.reply(comment, "On Saturday.", "key")
    platform.report(comment, "AU05: a threat")
    platform.block(comment)
    platform.is_blocked(comment.author.author_id)
    platform.unblock(comment.author.author_id)
    world.server.looks_until_ready = 2
    post = replace(world.post(), media=(picture,))
    ref = platform.publish(post)
    platform.find_published(post)
    platform.edit_post(ref, "Another text.")
    platform.retract(ref)
    world.remove(comment.comment_id)
    platform.visibility(comment)


def test_every_request_is_one_that_mastodon_publishes(
    world: MastodonWorld, picture: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "PAUSE", 0)
    world.server.accounts["9"] = "somebody"
    do_everything(world, picture)
    assert world.server.problems() == []
    made = {(call.asked.method, re.sub(r"/\d+", "/{id}", call.asked.route)) for call in world.server.exchanges}
    assert made == set(world.server.routes())


def test_every_permission_asked_for_is_the_one_that_mastodon_publishes(
    world: MastodonWorld, picture: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "PAUSE", 0)
    world.server.accounts["9"] = "somebody"
    named: dict[tuple[str, str], str] = {}
    do = Api.do

    def noted(self: Api, method: str, path: str, needs: str, **how: Any) -> Any:
        named[method, re.sub(r"/\d+", "/{id}", path)] = needs
        return do(self, method, path, needs, **how)

    monkeypatch.setattr(Api, "do", noted)
    do_everything(world, picture)
    document = published().document["paths"]
    for (method, path), needs in named.items():
        scopes = [scope for way in document[path][method.lower()].get("security", ()) for scope in way["OAuth2"]]
        assert needs in scopes or (not needs and not scopes), (method, path)
    assert {call: needs for call, needs in named.items() if call in NEEDS} == NEEDS  # as the fake asks for them


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ({"params": {"id[]": ["7"]}}, {"params": {"account_id[]": ["7"]}}),
        ({"body": {"account_id": "7", "category": "other"}}, {"body": {"account_id": "7", "category": "rude"}}),
        ({"body": {"account_id": "7", "status_ids": ["7"]}}, {"body": {"account_id": "7", "status": ["7"]}}),
        ({"body": {"account_id": "7", "forward": True}}, {"body": {"account_id": "7", "forward": "yes"}}),
        ({"body": {"account_id": "7"}}, {"body": {"comment": "no account"}}),
    ],
)
def test_a_broken_request_is_noticed(world: MastodonWorld, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    api = world.platform._api
    method, path = ("GET", "/api/v1/accounts/relationships") if "params" in right else ("POST", "/api/v1/reports")
    world.server.accounts["7"] = "jane"
    for request, is_sound in ((right, True), (wrong, False)):
        world.server.exchanges.clear()
        try:
            api.do(method, path, "", **request)
        except BeadleError:
            assert not is_sound
        assert (world.server.problems() == []) is is_sound


def test_a_broken_answer_of_the_fakes_is_noticed(world: MastodonWorld) -> None:
    class Broken(MastodonServer):
        def _verify(self, _: Any) -> Said:
            return said({"id": 1, "acct": "council"})

    with Broken.running() as server:
        server.specification = world.server.specification
        with pytest.raises(BeadleError):
            MastodonWorld(server).read()
        assert any("verify_credentials" in problem for problem in server.problems())


def test_a_token_without_a_permission_says_which(world: MastodonWorld) -> None:
    comment = world.find(world.write("a comment"))
    world.server.scopes = {"read", "write:statuses"}
    with pytest.raises(CredentialsRefused, match=r"lacks the permission write:reports.*channels add"):
        world.platform.report(comment, "threat")
    missing = world.platform.standing().missing_permissions
    assert missing == ("write:blocks", "write:media", "write:reports")
