"""The Bluesky adapter against the reference servers."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests

from beadle.adapters.platforms.bluesky.platform import MAX_HIDDEN, PAGE_SIZE
from beadle.adapters.platforms.bluesky.threads import DEPTH
from beadle.adapters.platforms.marks import MAX_BUCKETS
from beadle.domain.comments import Visibility
from beadle.domain.errors import NotFound, NotPossibleHere, PlatformRefused
from beadle.domain.posts import Media
from tests.e2e.bluesky_council import ROOT_TEXT, Council, join
from tests.e2e.bluesky_network import BlueskyNetwork
from tests.e2e.bluesky_people import POST, Person, Ref
from tests.scripted_server import Said, scripted_server

pytestmark = [pytest.mark.bluesky]

THREADGATE = "app.bsky.feed.threadgate"
PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
FAMILY = "👨‍👩‍👧‍👦"  # one grapheme of seven characters and 25 bytes


@pytest.fixture
def council(bluesky_network: BlueskyNetwork) -> Council:
    return Council(bluesky_network)


@pytest.fixture(scope="module")
def resident(bluesky_network: BlueskyNetwork) -> Person:
    return join(bluesky_network, "resident")


@pytest.fixture(scope="module")
def onlooker(bluesky_network: BlueskyNetwork) -> Person:
    return join(bluesky_network, "onlooker")


# ── Reading ──


def test_every_reply_is_read_as_written_with_its_place_in_the_thread(council: Council, resident: Person) -> None:
    text = "Thank you! 🎉\n<b>Bins</b> & “quotes” — dydd da, ŵ, ẃ, \u202ereversed\u202c"
    first = resident.post(text, under=council.root)
    nested = resident.post("And on Saturday?", under=council.root, to=first)
    answered, asked = council.read()
    assert answered.text == text
    assert answered.comment_id == f"bluesky:{first.uri}"
    assert answered.author.author_id == f"bluesky:{resident.did}"
    assert answered.author.handle == resident.account.handle
    assert answered.post_id == council.root.uri
    assert answered.post_text == ROOT_TEXT
    assert answered.url == f"https://bsky.app/profile/{resident.did}/post/{first.rkey}"
    assert answered.parent_id == ""
    assert asked.comment_id == f"bluesky:{nested.uri}"
    assert asked.parent_id == answered.comment_id
    assert abs((datetime.now(UTC) - asked.posted_at).total_seconds()) < 300


def test_replies_that_follow_one_another_at_once_are_all_read(council: Council, resident: Person) -> None:
    written, to = [], council.root
    for number in range(6):
        to = resident.post(f"reply {number}", under=council.root, to=to)
        written.append(f"reply {number}")
    assert council.texts() == written


def test_a_chain_of_replies_deeper_than_one_answer_is_read_to_its_end(council: Council, resident: Person) -> None:
    to = council.root
    for number in range(DEPTH + 5):
        to = resident.post(str(number), under=council.root, to=to)
    assert council.texts() == [str(number) for number in range(DEPTH + 5)]


def test_comments_on_two_posts_come_in_the_order_of_their_writing(council: Council, resident: Person) -> None:
    other = council.person.post("The library opens at nine.")
    for number in range(6):
        resident.post(str(number), under=(council.root, other)[number % 2])
    assert council.texts() == ["0", "1", "2", "3", "4", "5"]


def test_an_edited_comment_comes_again_with_its_new_text(council: Council, resident: Person) -> None:
    ref = resident.post("first text", under=council.root)
    (before,) = council.read()
    position = council.last_position()
    resident.edit(ref, "second text", under=council.root)
    (after,) = council.read(position)
    assert (after.comment_id, after.text) == (before.comment_id, "second text")
    assert after.revision != before.revision
    assert council.texts(council.last_position()) == []


def test_a_backdated_comment_is_not_missed_and_is_no_older_than_the_post(council: Council, resident: Person) -> None:
    resident.post("today", under=council.root)
    position = council.last_position()
    resident.post("long ago", under=council.root, at=datetime(2001, 1, 1, tzinfo=UTC))
    (comment,) = (comment for comment in council.read(position) if comment.text == "long ago")
    assert (datetime.now(UTC) - comment.posted_at).total_seconds() < 300


def test_a_large_thread_is_carried_on_from_any_page_and_whatever_comes_meanwhile_is_read_next(
    council: Council, resident: Person
) -> None:
    resident.post_many([str(number) for number in range(2 * PAGE_SIZE + 50)], under=council.root)
    reading = council.platform.comments(None)
    pages = [next(reading)]
    late = resident.post("written while paging", under=council.root)
    pages += reading
    assert [len(page.comments) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 50]
    assert [c.text for page in pages for c in page.comments] == [str(number) for number in range(2 * PAGE_SIZE + 50)]
    assert [comment.comment_id for comment in council.read(pages[-1].position)] == [f"bluesky:{late.uri}"]
    after_first = [str(number) for number in range(PAGE_SIZE, 2 * PAGE_SIZE + 50)] + ["written while paging"]
    assert council.texts(pages[0].position) == after_first
    assert max(len(page.position) for page in pages) < 8 * MAX_BUCKETS + 1000


def test_what_is_deleted_or_blocked_away_stops_no_reading(council: Council, resident: Person, onlooker: Person) -> None:
    blocker = join(council.network, "blocker")
    for person, text in ((resident, "kept"), (onlooker, "deleted"), (blocker, "blocked away")):
        ref = person.post(text, under=council.root)
        onlooker.post(f"below {text}", under=council.root, to=ref)
        if text == "deleted":
            person.delete(ref)
    blocker.create("app.bsky.graph.block", {"subject": council.person.did, "createdAt": "2026-11-23T10:00:00Z"})
    assert council.texts() == ["kept", "below kept"]


def test_a_reply_to_a_post_that_is_no_longer_watched_is_read(council: Council, resident: Person) -> None:
    council.person.post("A newer post.")
    council.network.settle()  # of a reply that overtakes its post the network tells nobody
    resident.post("on the older post", under=council.root)
    council.network.settle()
    watching_one = council.adapter(watched_posts="1")
    pages = list(watching_one.comments(None))
    assert [comment.text for page in pages for comment in page.comments] == ["on the older post"]
    assert list(watching_one.comments(pages[-1].position)) == []


def test_what_the_council_answers_is_no_comment_and_what_hangs_below_is(council: Council, resident: Person) -> None:
    question = resident.post("When?", under=council.root)
    answer = council.person.post("On Saturday.", under=council.root, to=question)
    resident.post("Thanks!", under=council.root, to=answer)
    assert council.texts() == ["When?", "Thanks!"]


def test_a_channel_without_comments_gives_no_page(council: Council) -> None:
    assert list(council.platform.comments(None)) == []


# ── Comments ──


def test_a_hidden_comment_is_out_of_everybodys_sight_until_shown_again(
    council: Council, resident: Person, onlooker: Person
) -> None:
    for text in ("abuse", "praise"):
        resident.post(text, under=council.root)
    abuse, praise = council.read()
    assert council.platform.visibility(abuse) is Visibility.VISIBLE
    for _ in range(2):
        council.platform.hide(abuse)
        assert council.platform.visibility(abuse) is Visibility.HIDDEN
        assert council.platform.visibility(praise) is Visibility.VISIBLE
        assert onlooker.sees(council.root) == council.person.sees(council.root) == ["praise"]
    assert council.texts() == ["abuse", "praise"]
    for _ in range(2):
        council.platform.unhide(abuse)
        assert council.platform.visibility(abuse) is Visibility.VISIBLE
        assert sorted(onlooker.sees(council.root)) == ["abuse", "praise"]


def test_hiding_leaves_the_rest_of_the_threads_gate_as_it_is(council: Council, resident: Person) -> None:
    comment = council.find(resident.post("abuse", under=council.root))
    gate = {"$type": THREADGATE, "post": council.root.uri, "createdAt": "2026-11-01T00:00:00Z", "allow": []}
    council.person.put(THREADGATE, council.root.rkey, gate)
    council.platform.hide(comment)
    (record,) = council.person.records(THREADGATE)
    assert record["value"] == gate | {"hiddenReplies": [comment.comment_id.removeprefix("bluesky:")]}


def test_a_thread_that_hides_as_many_as_it_can_says_what_to_do(council: Council, resident: Person) -> None:
    comment = council.find(resident.post("abuse", under=council.root))
    hidden = [f"at://{resident.did}/{POST}/{number}" for number in range(MAX_HIDDEN)]
    gate = {"post": council.root.uri, "createdAt": "2026-11-01T00:00:00Z", "hiddenReplies": hidden}
    council.person.put(THREADGATE, council.root.rkey, {"$type": THREADGATE, **gate})
    with pytest.raises(NotPossibleHere, match=r"300 replies.*Block the comment's author"):
        council.platform.hide(comment)
    with pytest.raises(requests.HTTPError):  # the limit is the server's own
        council.person.put(
            THREADGATE, council.root.rkey, {"$type": THREADGATE, **gate, "hiddenReplies": [*hidden, "x"]}
        )


def test_what_its_author_deleted_is_gone(council: Council, resident: Person) -> None:
    ref = resident.post("I did not mean it", under=council.root)
    comment = council.find(ref)
    council.platform.hide(comment)
    resident.delete(ref)
    assert council.platform.visibility(comment) is Visibility.GONE
    with pytest.raises(NotFound):
        council.platform.reply(comment, "Too late.", "key")
    with pytest.raises(NotFound):
        council.platform.report(comment, "abuse")


def test_deleting_anothers_comment_is_not_possible(council: Council, resident: Person) -> None:
    comment = council.find(resident.post("abuse", under=council.root))
    with pytest.raises(NotPossibleHere):
        council.platform.delete_comment(comment)


def test_the_same_key_answers_once_in_its_place(council: Council, resident: Person, onlooker: Person) -> None:
    question = resident.post("When is the pool open?", under=council.root)
    comment = council.find(question)
    refs = {council.platform.reply(comment, "On Saturday.", "key-1").native_id for _ in range(2)}
    refs |= {council.adapter().reply(comment, "On Saturday, again.", "key-1").native_id}
    assert len(refs) == 1
    council.platform.reply(comment, "And on Sunday.", "key-2")
    assert onlooker.sees(council.root) == ["When is the pool open?", "On Saturday.", "And on Sunday."]
    reply = next(r for r in council.person.records(POST) if r["uri"] in refs)["value"]["reply"]
    assert reply == {"root": council.root.link, "parent": question.link}


def test_a_report_reaches_the_moderation_service(council: Council, resident: Person) -> None:
    ref = resident.post("a threat", under=council.root)
    reports = {council.platform.report(council.find(ref), "AU05: a threat") for _ in range(2)}
    assert len(reports) == 2
    events = requests.get(
        f"{council.network.ozone_url}/xrpc/tools.ozone.moderation.queryEvents",
        params={"subject": ref.uri, "types": "tools.ozone.moderation.defs#modEventReport"},
        auth=council.network.ozone_admin,
        timeout=10,
    ).json()["events"]
    assert [event["event"]["comment"] for event in events] == ["AU05: a threat"] * 2
    assert {event["subject"]["cid"] for event in events} == {ref.cid}
    assert {event["createdBy"] for event in events} == {council.person.did}


# ── Authors ──


def test_a_blocked_author_is_out_of_the_thread_until_unblocked(council: Council, onlooker: Person) -> None:
    troll = join(council.network, "troll")
    troll.post("abuse", under=council.root)
    (comment,) = council.read()
    author = comment.author.author_id
    assert not council.platform.is_blocked(author)
    for _ in range(2):
        council.platform.block(comment)
        assert council.platform.is_blocked(author)
        assert onlooker.sees(council.root) == []
    assert council.platform.visibility(comment) is Visibility.UNKNOWN
    council.platform.hide(comment)
    assert council.platform.visibility(comment) is Visibility.HIDDEN
    assert len(council.person.records("app.bsky.graph.block")) == 1
    for _ in range(2):
        council.platform.unblock(author)
        assert not council.platform.is_blocked(author)
    assert council.person.records("app.bsky.graph.block") == []


def test_a_block_made_in_an_app_counts_and_is_taken_back(council: Council) -> None:
    troll = join(council.network, "troll")
    troll.post("abuse", under=council.root)
    (comment,) = council.read()
    author = comment.author.author_id
    council.person.create("app.bsky.graph.block", {"subject": troll.did, "createdAt": "2026-11-23T10:00:00Z"})
    assert council.platform.is_blocked(author)
    council.platform.block(comment)
    assert len(council.person.records("app.bsky.graph.block")) == 1
    council.platform.unblock(author)
    assert not council.platform.is_blocked(author)


# ── Posts ──


def test_publishing_is_exactly_once_whoever_repeats_it(council: Council) -> None:
    post = council.draft("The library opens at nine.")
    assert council.bluesky.find_published(post) is None
    refs = {council.bluesky.publish(post), council.bluesky.publish(post), council.adapter().publish(post)}
    assert len(refs) == 1
    (ref,) = refs
    assert council.bluesky.find_published(post) == ref
    texts = [record["value"]["text"] for record in council.person.records(POST)]
    assert texts.count("The library opens at nine.") == 1
    for _ in range(2):
        council.bluesky.retract(ref)
        assert council.bluesky.find_published(post) is None


def test_links_mentions_and_tags_are_clickable(council: Council, resident: Person, onlooker: Person) -> None:
    text = f"Étang 🎉: (see https://example.gov.uk/pools?x=1), @{resident.account.handle} @nobody.test #Swim!"
    ref = council.platform.publish(council.draft(text))
    (view,) = onlooker.get("app.bsky.feed.getPosts", {"uris": ref.native_id})["posts"]
    features = {
        text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(): facet["features"][0]
        for facet in view["record"]["facets"]
    }
    assert features == {
        "https://example.gov.uk/pools?x=1": {
            "$type": "app.bsky.richtext.facet#link",
            "uri": "https://example.gov.uk/pools?x=1",
        },
        f"@{resident.account.handle}": {"$type": "app.bsky.richtext.facet#mention", "did": resident.did},
        "#Swim": {"$type": "app.bsky.richtext.facet#tag", "tag": "Swim"},
    }


def test_pictures_are_published_once_with_their_descriptions(council: Council, onlooker: Person) -> None:
    with scripted_server(lambda _: Said(200, PICTURE, {"Content-Type": "image/png"})) as address:
        media = tuple(Media(f"{address}/{n}.png", f"The pool, picture {n}") for n in range(4))
        post = replace(council.draft("The pool is open again."), media=media)
        ref = council.platform.publish(post)
        assert council.platform.publish(post) == ref
    (view,) = onlooker.get("app.bsky.feed.getPosts", {"uris": ref.native_id})["posts"]
    assert [image["alt"] for image in view["embed"]["images"]] == [item.alt for item in media]
    large = Said(200, bytes(1_000_001), {"Content-Type": "image/png"})
    with (
        scripted_server(lambda _: large) as address,
        pytest.raises(PlatformRefused, match="larger than the 1000000 bytes"),
    ):
        council.bluesky.publish(replace(council.draft("Too large."), media=(Media(address, "The pool"),)))


def test_a_link_that_says_something_else_is_read_with_where_it_leads(council: Council, resident: Person) -> None:
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://spam.example/win"}
    card = {"uri": "https://spam.example/card", "title": "You have won", "description": "Really"}
    resident.create(
        POST,
        {
            "text": "Étang: look here",
            "createdAt": "2026-11-23T10:00:00Z",
            "reply": {"root": council.root.link, "parent": council.root.link},
            "facets": [{"index": {"byteStart": 8, "byteEnd": 17}, "features": [link]}],
            "embed": {"$type": "app.bsky.embed.external", "external": card},
        },
    )
    assert council.texts() == ["Étang: look here (https://spam.example/win)\nYou have won\nhttps://spam.example/card"]


def test_length_is_counted_as_bluesky_counts_it(council: Council) -> None:
    longest = FAMILY * 100 + "x" * 200
    ref = council.bluesky.publish(council.draft(longest))
    assert longest in [record["value"]["text"] for record in council.person.records(POST)]
    assert ref.url
    with pytest.raises(PlatformRefused, match=r"301 characters long.*shorten it by 1"):
        council.bluesky.publish(council.draft(longest + "x"))
    with pytest.raises(requests.HTTPError, match="300 graphemes"):  # the limit is the server's own
        council.person.post(longest + "x")


def test_what_bluesky_cannot_do_to_a_post_it_says(council: Council, resident: Person) -> None:
    ref = council.bluesky.publish(council.draft("Closed on Friday."))
    with pytest.raises(NotPossibleHere, match="retract it"):
        council.bluesky.edit_post(ref, "Closed on Saturday.")
    another = resident.post("not the council's")
    with pytest.raises(PlatformRefused, match="not this account's"):
        council.bluesky.retract(type(ref)(another.uri, ""))


def test_a_position_that_cannot_be_read_starts_anew(council: Council, resident: Person) -> None:
    resident.post("once", under=council.root)
    fields = json.loads(council.last_position())
    thread = Ref(council.root.uri, "").rkey
    for broken in ("", "[]", "null", json.dumps(fields | {"threads": {thread: "?"}}), json.dumps(fields | {"v": 0})):
        assert council.texts(broken) == ["once"]
