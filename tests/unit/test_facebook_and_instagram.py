"""What Facebook's and Instagram's ways ask for: threads, advertisements, pictures, and posts that look alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.adapters.platforms.meta import instagram
from beadle.domain.errors import NotPossibleHere, PlatformRefused, PlatformUnavailable
from beadle.domain.posts import Media
from tests.platforms.meta.server import ACCOUNT, PAGE, Node
from tests.platforms.meta.world import PICTURE, FacebookWorld, InstagramWorld
from tests.platforms.server import Call
from tests.scripted_server import Said

VIDEO = Media("https://example.org/pool.mp4", "A swim", is_video=True)


@pytest.fixture
def page() -> Iterator[FacebookWorld]:
    with FacebookWorld.open() as world:
        yield world
        assert world.server.problems() == []


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[InstagramWorld]:
    monkeypatch.setattr(instagram, "PAUSE", 0)
    with InstagramWorld.open() as world:
        yield world
        assert world.server.problems() == []


# ── Facebook ──


def test_replies_are_read_with_what_they_answer(page: FacebookWorld) -> None:
    top = page.find(page.write("When is the pool open?"))
    above = page.server.nodes[top.comment_id.removeprefix("facebook:")]
    page.server.new_comment(above, "I want to know too", "7", "Jo")
    [first, reply] = page.read()
    assert (reply.text, reply.parent_id, reply.post_id) == ("I want to know too", first.comment_id, first.post_id)


def test_an_answer_to_a_reply_goes_below_the_comment_at_the_top(page: FacebookWorld) -> None:
    top_id = page.write("When is the pool open?")
    above = page.server.nodes[top_id.removeprefix("facebook:")]
    page.server.new_comment(above, "I want to know too", "7", "Jo")
    page.platform.reply(page.read()[1], "On Saturday.", "key")
    assert page.public_replies(top_id) == ["I want to know too", "On Saturday."]


def test_an_author_whom_facebook_does_not_name_answers_for_one_comment_only(page: FacebookWorld) -> None:
    for text in ("one", "two"):
        del page.server.nodes[page.write(text).removeprefix("facebook:")].fields["from"]
    one, two = page.read()
    assert one.author.author_id != two.author.author_id
    with pytest.raises(NotPossibleHere, match="does not say who"):
        page.platform.block(one)


def test_comments_below_advertisements_are_read_where_the_channel_says_so(page: FacebookWorld) -> None:
    advertised = page.server.new_post("Foster with us.")
    page.server.nodes[PAGE].edges["published_posts"].remove(advertised.node_id)
    page.server.nodes[PAGE].edges["ads_posts"] = [advertised.node_id]
    page.server.new_comment(advertised, "a scam", "7", "Jo")
    assert page.read() == []
    [pages] = page.adapter(watch_ads="yes").comments(None)
    assert [comment.text for comment in pages.comments] == ["a scam"]


def test_only_as_many_posts_are_watched_as_the_channel_says(page: FacebookWorld) -> None:
    page.write("below the older post")
    page.server.new_post("Newer.")
    assert list(page.adapter(watched_posts="1").comments(None)) == []


def test_a_post_that_goes_while_it_is_read_has_no_comments(page: FacebookWorld) -> None:
    page.write_many(150)
    reading = page.platform.comments(None)
    next(reading)
    page.server.root.is_gone = True
    assert list(reading) == []


def test_pictures_are_published_together_with_what_they_show(page: FacebookWorld) -> None:
    other = Media("https://example.org/library.jpg", "The library")
    ref = page.platform.publish(replace(page.post(), media=(PICTURE, other)))
    photos = [page.server.nodes[photo].fields for photo in page.server.nodes[ref.native_id].fields["photos"]]
    assert [photo["alt_text_custom"] for photo in photos] == ["The swimming pool", "The library"]
    assert [photo["published"] for photo in photos] == [False, False]


def test_a_video_takes_no_company(page: FacebookWorld) -> None:
    with pytest.raises(PlatformRefused, match="one video, or pictures"):
        page.platform.publish(replace(page.post(), media=(PICTURE, VIDEO)))


def test_a_post_with_the_words_of_the_last_one_is_refused_and_is_not_taken_for_it(page: FacebookWorld) -> None:
    page.platform.publish(page.post("Bins as usual."))
    with pytest.raises(PlatformRefused, match="506"):
        page.platform.publish(page.post("Bins as usual."))
    assert page.public_posts() == ["Bins as usual."]


def test_a_post_that_was_not_listed_yet_is_found_once_facebook_refuses_it_as_a_repetition(
    page: FacebookWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = page.post("Bins as usual.")
    page.platform.publish(post)
    another = page.adapter()  # another process, after the first died without recording
    listed = page.server.nodes[PAGE].edges["published_posts"]
    not_listed = listed.pop()
    refuse = page.server._publish

    def listed_by_now(node: Node, call: Call) -> Said:
        listed.append(not_listed)
        return refuse(node, call)

    monkeypatch.setattr(page.server, "_publish", listed_by_now)
    assert another.publish(post).native_id == not_listed
    assert page.public_posts() == ["Bins as usual."]


def test_a_weekly_post_is_not_taken_for_last_weeks(page: FacebookWorld) -> None:
    page.platform.publish(page.post("Bins as usual."))
    page.platform.publish(page.post("Something else."))
    page.server.now += timedelta(days=7)
    later = replace(page.post("Bins as usual."), publish_at=page.server.now)
    assert page.adapter().find_published(later) is None
    page.adapter().publish(later)
    assert page.public_posts() == ["Bins as usual.", "Something else.", "Bins as usual."]


def test_a_post_is_found_where_it_was_published_even_with_another_text(page: FacebookWorld) -> None:
    post = page.post()
    published = replace(post, ref=page.platform.publish(post))
    assert published.ref is not None
    page.platform.edit_post(published.ref, "Another text.")
    assert page.platform.find_published(published) == published.ref


@pytest.mark.parametrize("world", ["page", "account"])
def test_a_text_that_is_too_long_says_by_how_much_to_shorten_it(request: pytest.FixtureRequest, world: str) -> None:
    opened = request.getfixturevalue(world)
    with pytest.raises(PlatformRefused, match="shorten it by"):
        opened.platform.publish(opened.post("x" * 70_000))


# ── Instagram ──


def test_all_replies_are_read_however_many(account: InstagramWorld) -> None:
    above = account.server.nodes[account.write("a question").removeprefix("instagram:")]
    for n in range(120):
        account.server.new_ig_comment(above, str(n), "7", "jo")
    [first, *replies] = account.read()
    assert [reply.text for reply in replies] == [str(n) for n in range(120)]
    assert {reply.parent_id for reply in replies} == {first.comment_id}


def test_a_post_is_published_once_it_is_prepared(account: InstagramWorld) -> None:
    account.server.looks_until_ready = 3
    ref = account.platform.publish(account.post())
    assert account.server.nodes[ref.native_id].fields["alt_text"] == "The swimming pool"
    assert ref.url == f"https://www.instagram.com/p/{ref.native_id}/"


def test_what_takes_long_to_prepare_is_published_by_a_later_attempt(account: InstagramWorld) -> None:
    account.server.looks_until_ready = 8
    post = replace(account.post(), media=(VIDEO,))
    with pytest.raises(PlatformUnavailable, match="preparing"):
        account.platform.publish(post)
    account.platform.publish(post)
    assert account.public_posts() == [post.text]
    assert len([node for node in account.server.nodes.values() if node.kind == "IGContainer"]) == 1


def test_a_post_whose_answer_was_lost_is_not_published_again_though_not_listed_yet(
    account: InstagramWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = account.post()
    publish = account.server._publish_media

    def answer_is_lost(node: Node, call: Call) -> Said:
        publish(node, call)
        account.server.nodes[ACCOUNT].edges["media"].pop()  # not listed yet
        return account.server.failed()

    with monkeypatch.context() as lost:
        lost.setattr(account.server, "_publish_media", answer_is_lost)
        with pytest.raises(PlatformUnavailable):
            account.platform.publish(post)
    with pytest.raises(PlatformUnavailable, match="not listed yet"):
        account.platform.publish(post)


def test_what_instagram_cannot_prepare_is_refused(account: InstagramWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(container: Node) -> None:
        container.fields |= {"status_code": "ERROR", "status": "Error: the picture is too wide"}

    monkeypatch.setattr(account.server, "_prepare_further", fail)
    with pytest.raises(PlatformRefused, match="too wide"):
        account.platform.publish(account.post())


def test_several_pictures_are_one_post(account: InstagramWorld) -> None:
    ref = account.platform.publish(replace(account.post(), media=(PICTURE, PICTURE, VIDEO)))
    assert len(account.server.nodes[ref.native_id].fields["parts"]) == 3
    assert account.public_posts() == ["The library opens at nine."]


@pytest.mark.parametrize("media", [(), (PICTURE,) * 11])
def test_a_post_without_pictures_or_with_too_many_is_refused(account: InstagramWorld, media: tuple[Media, ...]) -> None:
    with pytest.raises(PlatformRefused, match="1 to 10 pictures"):
        account.platform.publish(replace(account.post(), media=media))


def test_what_instagram_does_not_take_is_said(account: InstagramWorld) -> None:
    for act in (account.platform.unblock, account.platform.is_blocked):
        with pytest.raises(NotPossibleHere):
            act("instagram:7")
