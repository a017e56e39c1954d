"""Nothing is skipped, whatever happens between readings; little comes twice; and what is kept stays small."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.adapters.platforms import read_window
from beadle.adapters.platforms.read_window import PAGE_SIZE, REMEMBERED, ReadWindow, unread_pages
from beadle.domain.comments import Author, Comment
from beadle.domain.errors import PlatformUnavailable

BEGINNING = datetime(2026, 11, 23, 10, tzinfo=UTC)


def comment(number: int, post: int = 0, text: str = "words", at: datetime | None = None) -> Comment:
    posted_at = at or BEGINNING + timedelta(seconds=number)
    return Comment(f"test:{post}_{number}", "channel", str(post), Author("test:jo", "jo"), text, posted_at)


def read(position: str | None, *posts: list[Comment], now: datetime = BEGINNING) -> tuple[list[Comment], str | None]:
    """Read to the end; return what came and the last position."""
    found: list[Comment] = []
    for page in unread_pages(ReadWindow(position, lambda: now), [iter(post) for post in posts]):
        found += page.comments
        position = page.position
    return found, position


def test_posts_are_read_in_the_order_of_all_their_comments() -> None:
    odd, even = [comment(n, 1) for n in range(1, 300, 2)], [comment(n, 2) for n in range(0, 300, 2)]
    found, position = read(None, odd, even)

    assert [one.posted_at for one in found] == sorted(one.posted_at for one in found)
    assert len(found) == 300
    assert read(position, odd, even) == ([], position)


def test_a_comment_that_was_held_back_is_found_among_newer_ones() -> None:
    comments = [comment(n) for n in range(50)]
    _, position = read(None, [one for one in comments if one != comments[7]])

    assert read(position, comments)[0] == [comments[7]]


def test_an_edited_comment_comes_again_as_edited_at_the_instant_of_the_reading() -> None:
    later = BEGINNING + timedelta(hours=1)
    _, position = read(None, [comment(1), comment(2)])
    [edited], position = read(position, [comment(1, text="others"), comment(2)], now=later)

    assert (edited.text, edited.edited_at) == ("others", later)
    assert read(position, [comment(1, text="others"), comment(2)])[0] == []


def test_of_very_many_the_old_ones_are_known_by_their_age() -> None:
    comments = [comment(n) for n in range(REMEMBERED + 500)]
    now = BEGINNING + timedelta(days=1)
    _, position = read(None, comments, now=now)
    fresh = comment(REMEMBERED + 501)

    assert read(position, [*comments, fresh], now=now)[0] == [fresh]
    assert position is not None
    assert len(position) < 20_000


def test_what_was_written_while_it_was_read_is_read_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first post was looked at before its last comment was there, the second gave more than is remembered."""
    monkeypatch.setattr(read_window, "REMEMBERED", 10)
    late = comment(5, 1)
    others = [comment(n, 2) for n in range(100)]
    _, position = read(None, [], others, now=BEGINNING + timedelta(seconds=5))

    assert late in read(position, [late], others)[0]


def test_a_post_that_cannot_be_read_neither_stops_the_others_nor_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_window, "REMEMBERED", 10)

    def broken() -> Iterator[Comment]:
        yield comment(1, 1)
        raise PlatformUnavailable("it broke off")

    others = [comment(n, 2) for n in range(PAGE_SIZE + 50)]
    now = BEGINNING + timedelta(days=1)
    reading = unread_pages(ReadWindow(None, lambda: now), [broken(), iter(others)])
    pages = [next(reading), next(reading)]
    with pytest.raises(PlatformUnavailable, match="broke off"):
        next(reading)

    assert [one for page in pages for one in page.comments if one.post_id == "2"] == others
    missing = comment(2, 1)
    assert missing in read(pages[-1].position, [comment(1, 1), missing], others, now=now)[0]


@pytest.mark.parametrize(
    "position", ["", "nonsense", "[]", '{"v": 1}', '{"v": 2, "salt": "00", "since": 1, "marks": ""}', "\ud800"]
)
def test_a_position_that_cannot_be_read_begins_anew(position: str) -> None:
    assert len(read(position, [comment(1)])[0]) == 1


@pytest.mark.parametrize("at", [datetime(1969, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)])
def test_an_instant_out_of_this_world_is_read_like_any_other(at: datetime) -> None:
    strange = comment(1, at=at)
    found, position = read(None, [strange])
    assert found == [strange]
    assert read(position, [strange])[0] == []


def test_two_salts_give_two_positions() -> None:
    assert read(None, [comment(1)])[1] != read(None, [comment(1)])[1]


Step = tuple[str, int]


@given(st.lists(st.tuples(st.sampled_from(["write", "edit", "delete", "read", "break off"]), st.integers(0, 99))))
def test_everything_is_read_in_its_last_wording_whatever_happens(steps: list[Step]) -> None:
    there: dict[str, Comment] = {}
    seen: dict[str, str] = {}
    position: str | None = None
    clock = BEGINNING
    for number, (step, which) in enumerate([*steps, ("read", 0)]):
        clock += timedelta(seconds=1)
        chosen = sorted(there)[which % len(there)] if there else None
        if step == "write":
            new = comment(number, which % 3, f"text {number}", clock)
            there[new.comment_id] = new
        elif step == "edit" and chosen:
            there[chosen] = replace(there[chosen], text=f"edited {number}")
        elif step == "delete" and chosen:
            del there[chosen]
        elif step in ("read", "break off"):
            posts = [sorted(_of(there, post), key=lambda one: one.posted_at) for post in range(3)]
            reading = unread_pages(ReadWindow(position, lambda: clock), [iter(post) for post in posts])  # noqa: B023 - read at once
            for page in reading:
                seen.update({one.comment_id: one.text for one in page.comments})
                position = page.position
                if step == "break off":
                    break

    assert {one: text for one, text in seen.items() if one in there} == {one: c.text for one, c in there.items()}


def _of(there: dict[str, Comment], post: int) -> list[Comment]:
    return [one for one in there.values() if one.post_id == str(post)]
