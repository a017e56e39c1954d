"""What was read is remembered in bounded space, and nothing is ever taken for read that was not."""

import json
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.adapters.platforms.marks import MAX_BUCKETS, ReadMarks


@dataclass
class Thread:
    """A thread as its authors leave it: rank -> revision, in an order that a backdated comment can break into."""

    revisions: dict[float, int] = field(default_factory=dict)

    def comments(self) -> list[tuple[str, str]]:
        return [(f"at://{rank}", f"cid{revision}") for rank, revision in sorted(self.revisions.items())]


@dataclass
class Reader:
    """Reads two threads from a position, a page at a time, and stops after so many."""

    position: str | None = None
    delivered: set[tuple[str, str]] = field(default_factory=set)
    counts: list[int] = field(default_factory=list)

    def read(self, threads: dict[str, Thread], page_size: int, pages: int) -> None:
        marks = ReadMarks.load(self.position)
        unread = [
            (name, index, thread.comments()[index])
            for name, thread in threads.items()
            for index in marks.unread(name, thread.comments())
        ]
        self.counts.append(len(unread))
        for start in range(0, min(len(unread), page_size * pages), page_size):
            for name, index, comment in unread[start : start + page_size]:
                marks.mark(name, index)
                self.delivered.add(comment)
            self.position = marks.position()


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from("ab"), st.floats(0, 1)),
        st.tuples(st.just("edit"), st.sampled_from("ab"), st.integers(0, 30)),
        st.tuples(st.just("delete"), st.sampled_from("ab"), st.integers(0, 30)),
        st.tuples(st.just("read"), st.integers(1, 4), st.integers(0, 3)),
    ),
    max_size=60,
)


@given(CHANGES)
@settings(deadline=None)
def test_every_revision_that_is_there_is_delivered_and_then_nothing_more(
    changes: list[tuple[str, object, object]],
) -> None:
    threads, reader = {"a": Thread(), "b": Thread()}, Reader()
    for number, (kind, what, how) in enumerate(changes):
        if kind == "read":
            assert isinstance(what, int)
            assert isinstance(how, int)
            reader.read(threads, what, how)
            continue
        revisions = threads[str(what)].revisions
        if kind == "write":
            assert isinstance(how, float)
            revisions[how] = number
        elif revisions:
            assert isinstance(how, int)
            rank = sorted(revisions)[how % len(revisions)]
            if kind == "edit":
                revisions[rank] = number
            else:
                del revisions[rank]
    reader.read(threads, 3, 1000)
    assert reader.delivered >= {comment for thread in threads.values() for comment in thread.comments()}
    reader.read(threads, 3, 1000)
    assert reader.counts[-1] == 0 or reader.position is None


def read_all(comments: list[tuple[str, str]], position: str | None) -> tuple[list[int], str]:
    marks = ReadMarks.load(position)
    unread = marks.unread("thread", comments)
    for index in unread:
        marks.mark("thread", index)
    return unread, marks.position()


def test_new_comments_alone_are_read_however_crowded_the_buckets() -> None:
    comments = [(f"at://{number}", "cid") for number in range(10_000)]
    _, position = read_all(comments, None)
    new = [(f"at://new{number}", "cid") for number in range(100)]
    assert read_all(comments + new, position)[0] == list(range(10_000, 10_100))


def test_an_edit_among_ten_thousand_brings_only_its_bucket_again() -> None:
    comments = [(f"at://{number}", "cid") for number in range(10_000)]
    _, position = read_all(comments, None)
    comments[5_000] = (comments[5_000][0], "cid2")
    unread, _ = read_all(comments, position)
    assert 5_000 in unread
    assert len(unread) < 50  # of five in a bucket on average


def test_of_a_few_comments_an_edit_a_deletion_or_a_backdated_one_brings_no_other_again() -> None:
    comments = [(f"at://{number}", "cid") for number in range(500)]
    _, position = read_all(comments, None)
    changed = [("at://backdated", "cid"), *comments[1:300], (comments[300][0], "cid2"), *comments[301:]]
    assert read_all(changed, position)[0] == [0, 300]


def test_a_position_stays_bounded() -> None:
    _, position = read_all([(f"at://{number}", "cid") for number in range(50_000)], None)
    assert len(position) <= 8 * MAX_BUCKETS + 100
    assert json.loads(position)["v"] == 1


def test_a_thread_that_could_not_be_looked_at_keeps_its_marks_and_one_no_longer_watched_loses_them() -> None:
    comments = [("at://1", "cid")]
    marks = ReadMarks.load(None)
    for thread in ("kept", "dropped"):
        marks.unread(thread, comments)
        marks.mark(thread, 0)
    later = ReadMarks.load(marks.position())
    later.keep("kept")
    last = ReadMarks.load(later.position())
    assert last.unread("kept", comments) == []
    assert last.unread("dropped", comments) == [0]


def test_two_channels_have_different_sums_for_the_same_comments() -> None:
    comments = [("at://1", "cid")]
    assert json.loads(read_all(comments, None)[1])["threads"] != json.loads(read_all(comments, None)[1])["threads"]


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(
    st.sampled_from(["v", "salt", "threads", "thread"]), x)).map(json.dumps))  # fmt: skip
def test_any_text_is_a_position(position: str) -> None:
    assert ReadMarks.load(position).unread("thread", [("at://1", "cid")]) == [0]
