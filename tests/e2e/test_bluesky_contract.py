"""The Platform contract, held to the Bluesky adapter on the real network.

Left out is what Bluesky has otherwise: handles are domain names, nothing says that a comment was edited, and a reading
is of one moment (whatever comes meanwhile is the next reading's); and what takes long. See test_bluesky_adapter.py.
"""

from typing import Any

import pytest

from beadle.adapters.platforms.bluesky.platform import PAGE_SIZE
from beadle.domain.posts import Post
from tests.contract.platform_worlds import World
from tests.contract.test_platform import (  # noqa: F401 - collected here once more, with the fixtures below
    test_a_blocked_author_is_seen_blocked_until_unblocked,
    test_a_hidden_comment_is_seen_hidden_and_shown_again,
    test_a_retracted_post_is_gone_and_may_be_retracted_again,
    test_comments_come_in_order_and_nothing_is_read_twice_from_the_last_position,
    test_every_report_is_a_new_one,
    test_hiding_one_comment_leaves_the_others_visible,
    test_publishing_twice_is_one_post,
    test_the_same_key_answers_once_and_another_key_again,
    test_two_posts_with_one_text_are_two_posts,
    test_what_a_platform_cannot_do_it_says,
    test_what_its_author_deleted_is_gone_and_stays_gone_when_hidden_or_shown,
    test_what_the_council_answers_is_not_read_as_a_comment,
)
from tests.e2e.bluesky_council import ROOT_TEXT, Council, join
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import POST, Person, Ref

pytestmark = [pytest.mark.bluesky]


class BlueskyWorld(World):
    """A council's account among residents with accounts of their own."""

    page_size = PAGE_SIZE

    def __init__(self, network: BlueskyNetwork) -> None:
        self.council = Council(network)
        self.platform = self.council.platform
        self.people: dict[str, Person] = {}
        self.written: dict[str, tuple[Person, Ref]] = {}

    def write(self, text: str, author: str = "Resident") -> str:
        if author not in self.people:
            self.people[author] = join(self.council.network, "resident")
        ref = self.people[author].post(text, under=self.council.root)
        comment_id = f"bluesky:{ref.uri}"
        self.written[comment_id] = (self.people[author], ref)
        return comment_id

    def write_many(self, number: int) -> None:
        join(self.council.network, "resident").post_many([str(n) for n in range(number)], under=self.council.root)

    def edit(self, comment_id: str, text: str) -> None:
        person, ref = self.written[comment_id]
        person.edit(ref, text, under=self.council.root)

    def remove(self, comment_id: str) -> None:
        person, ref = self.written[comment_id]
        person.delete(ref)

    def public_posts(self) -> list[str]:
        texts = [value["text"] for value in self._values() if "reply" not in value]
        return [text for text in texts if text != ROOT_TEXT]

    def public_replies(self, comment_id: str) -> list[str]:
        uri = comment_id.removeprefix("bluesky:")
        return [
            value["text"] for value in self._values() if "reply" in value and value["reply"]["parent"]["uri"] == uri
        ]

    def post(self, text: str = "The library opens at nine.") -> Post:
        return self.council.draft(text)

    def _values(self) -> list[dict[str, Any]]:
        values = [record["value"] for record in self.council.person.records(POST)]
        return sorted(values, key=lambda value: str(value["createdAt"]))


@pytest.fixture
def world(bluesky_network: BlueskyNetwork) -> World:
    return BlueskyWorld(bluesky_network)
