"""The Posts port."""

from dataclasses import replace
from datetime import timedelta

import pytest

from beadle.domain.errors import AlreadyExists, Contended, NotAllowedNow, NotFound
from beadle.domain.ports import Posts
from beadle.domain.posts import Post, PostStatus
from tests.contract.samples import LATER, MUCH_LATER, NOW, POST, REF

LEASE_END = LATER + timedelta(minutes=10)


def approved(posts: Posts) -> Post:
    """POST is due at LATER."""
    posts.add(POST)
    return posts.approve(POST.post_id, "beth", NOW)


def claimed(posts: Posts) -> Post:
    return posts.claim(approved(posts), LATER, LEASE_END)


def published(posts: Posts) -> Post:
    post = replace(claimed(posts), status=PostStatus.PUBLISHED, published_at=LATER, ref=REF)
    posts.finish(post)
    return post


def waiting(posts: Posts, at: object) -> list[str]:
    return [post.post_id for post in posts.waiting(at)]  # type: ignore[arg-type]  # an instant


def test_a_post_is_read_back_whole(posts: Posts) -> None:
    whole = replace(POST, any_time=True, approved_by="beth", approved_at=NOW, attempts=3, failure="refused", ref=REF)
    posts.add(whole)
    assert posts.get(POST.post_id) == whole
    assert list(posts.list()) == [whole]


def test_the_same_post_again_changes_nothing(posts: Posts) -> None:
    post = approved(posts)
    posts.add(POST)
    assert posts.get(POST.post_id) == post


@pytest.mark.parametrize("change", [{"text": "Another"}, {"channel_id": "another"}, {"publish_at": MUCH_LATER}])
def test_an_id_taken_by_another_post_is_refused(posts: Posts, change: dict[str, object]) -> None:
    posts.add(POST)
    with pytest.raises(AlreadyExists):
        posts.add(replace(POST, **change))  # type: ignore[arg-type]  # each of its field's own type
    assert posts.get(POST.post_id) == POST


def test_a_post_that_there_is_not_is_not_found(posts: Posts) -> None:
    with pytest.raises(NotFound):
        posts.get("never")
    with pytest.raises(NotFound):
        posts.approve("never", "beth", NOW)
    with pytest.raises(NotFound):
        posts.retract("never", NOW)
    with pytest.raises(Contended):
        posts.claim(POST, LATER, LEASE_END)
    posts.told(POST)
    assert list(posts.list()) == []


def test_a_draft_is_never_due(posts: Posts) -> None:
    posts.add(POST)
    assert waiting(posts, MUCH_LATER) == []


def test_an_approved_post_is_due_at_its_instant_and_not_a_moment_before(posts: Posts) -> None:
    post = approved(posts)
    assert post == replace(POST, status=PostStatus.APPROVED, approved_by="beth", approved_at=NOW)
    assert waiting(posts, LATER - timedelta(microseconds=1)) == []
    assert waiting(posts, LATER) == [POST.post_id]


def test_a_post_added_as_approved_is_due_too(posts: Posts) -> None:
    posts.add(replace(POST, status=PostStatus.APPROVED))
    assert waiting(posts, LATER) == [POST.post_id]


def test_the_first_approval_stays(posts: Posts) -> None:
    post = approved(posts)
    assert posts.approve(POST.post_id, "carl", LATER) == post == posts.get(POST.post_id)


def test_only_a_draft_can_be_approved(posts: Posts) -> None:
    published(posts)
    with pytest.raises(NotAllowedNow):
        posts.approve(POST.post_id, "beth", NOW)


def test_a_claim_is_one_more_attempt_and_lasts_until_its_lease_runs_out(posts: Posts) -> None:
    post = approved(posts)
    mine = posts.claim(post, LATER, LEASE_END)
    assert mine == replace(post, status=PostStatus.PUBLISHING, attempts=1) == posts.get(POST.post_id)
    assert waiting(posts, LEASE_END - timedelta(microseconds=1)) == []
    assert waiting(posts, LEASE_END) == [POST.post_id]


def test_a_claimed_post_cannot_be_claimed_while_its_lease_lasts(posts: Posts) -> None:
    post = approved(posts)
    mine = posts.claim(post, LATER, LEASE_END)
    for seen in (post, mine):
        with pytest.raises(Contended):
            posts.claim(seen, LEASE_END - timedelta(microseconds=1), MUCH_LATER)


def test_a_claim_whose_lease_ran_out_can_be_taken_over_and_then_no_longer_finished(posts: Posts) -> None:
    first = claimed(posts)
    second = posts.claim(first, LEASE_END, MUCH_LATER)
    assert second.attempts == 2
    with pytest.raises(Contended):
        posts.finish(replace(first, status=PostStatus.PUBLISHED, published_at=LATER, ref=REF))
    with pytest.raises(Contended):
        posts.release(first, MUCH_LATER)
    posts.finish(replace(second, status=PostStatus.PUBLISHED, published_at=LATER, ref=REF))


@pytest.mark.parametrize("status", [PostStatus.DRAFT, PostStatus.FAILED, PostStatus.PUBLISHED, PostStatus.RETRACTED])
def test_a_post_that_is_not_approved_cannot_be_claimed(posts: Posts, status: PostStatus) -> None:
    post = replace(POST, status=status)
    posts.add(post)
    with pytest.raises(Contended):
        posts.claim(post, MUCH_LATER, MUCH_LATER)


def test_a_published_post_waits_until_it_was_told(posts: Posts) -> None:
    post = published(posts)
    assert posts.get(POST.post_id) == post
    assert waiting(posts, NOW) == [POST.post_id]
    posts.told(post)
    posts.told(post)
    assert waiting(posts, MUCH_LATER) == []
    assert posts.get(POST.post_id) == post


def test_a_failed_post_waits_until_it_was_told(posts: Posts) -> None:
    post = replace(claimed(posts), status=PostStatus.FAILED, failure="too long for this platform")
    posts.finish(post)
    assert list(posts.waiting(NOW)) == [post]
    posts.told(post)
    assert waiting(posts, MUCH_LATER) == []


def test_what_nobody_claimed_cannot_be_finished_or_given_back(posts: Posts) -> None:
    post = approved(posts)
    with pytest.raises(Contended):
        posts.finish(replace(post, status=PostStatus.PUBLISHED, published_at=LATER, ref=REF))
    with pytest.raises(Contended):
        posts.release(post, MUCH_LATER)
    assert posts.get(POST.post_id) == post


def test_a_post_still_being_published_stays_waiting_when_it_is_told(posts: Posts) -> None:
    posts.told(claimed(posts))
    assert waiting(posts, LEASE_END) == [POST.post_id]


def test_a_post_given_back_is_approved_and_due_when_its_turn_comes_again(posts: Posts) -> None:
    post = claimed(posts)
    posts.release(post, MUCH_LATER)
    assert posts.get(POST.post_id) == replace(post, status=PostStatus.APPROVED)
    assert waiting(posts, MUCH_LATER - timedelta(microseconds=1)) == []
    assert waiting(posts, MUCH_LATER) == [POST.post_id]
    assert posts.claim(posts.get(POST.post_id), MUCH_LATER, MUCH_LATER).attempts == 2


def test_an_attempt_that_does_not_count_is_known_and_no_more(posts: Posts) -> None:
    post = claimed(posts)
    for _ in range(3):
        posts.release(post, MUCH_LATER, counts=False)
        assert posts.get(POST.post_id).attempts == 1
        post = posts.claim(posts.get(POST.post_id), MUCH_LATER, MUCH_LATER)
        assert post.attempts == 2
    posts.release(post, MUCH_LATER)
    assert posts.get(POST.post_id).attempts == 2


def test_a_retracted_post_is_never_due(posts: Posts) -> None:
    post = approved(posts)
    posts.retract(POST.post_id, NOW)
    posts.retract(POST.post_id, LATER)
    assert posts.get(POST.post_id).status is PostStatus.RETRACTED
    assert waiting(posts, MUCH_LATER) == []
    with pytest.raises(Contended):
        posts.claim(post, MUCH_LATER, MUCH_LATER)


def test_a_published_post_can_be_retracted_and_keeps_its_reference(posts: Posts) -> None:
    post = published(posts)
    posts.retract(POST.post_id, MUCH_LATER)
    assert posts.get(POST.post_id) == replace(post, status=PostStatus.RETRACTED)
    posts.told(post)
    assert posts.get(POST.post_id).status is PostStatus.RETRACTED


def test_a_post_cannot_be_retracted_while_it_is_being_published(posts: Posts) -> None:
    post = claimed(posts)
    with pytest.raises(Contended):
        posts.retract(POST.post_id, LATER)
    assert posts.get(POST.post_id) == post


def test_the_longest_due_comes_first(posts: Posts) -> None:
    for number in (3, 1, 2):
        posts.add(
            replace(POST, post_id=f"p{number}", status=PostStatus.APPROVED, publish_at=NOW + timedelta(seconds=number))
        )
    assert waiting(posts, MUCH_LATER) == ["p1", "p2", "p3"]
