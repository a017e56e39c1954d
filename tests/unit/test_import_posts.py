"""Posts from a spreadsheet: all of its rows, or none and every reason why."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.errors import MalformedInput
from beadle.domain.posts import Media, Post, PostStatus
from tests.world import CHANNEL, World

HEADER = "id,channel,publish_at,text"
GOOD = "n1,memory,2026-12-01T18:30,Roads are open"


@pytest.fixture
def world() -> World:
    return World()


def imported(world: World, *rows: str, header: str = HEADER) -> list[Post]:
    return world.import_posts()("\n".join((header, *rows)) + "\n", "amir")


def problems(world: World, *rows: str, header: str = HEADER) -> tuple[str, ...]:
    before = dict(world.posts.posts)
    with pytest.raises(MalformedInput, match="nothing was imported") as raised:
        imported(world, *rows, header=header)
    assert world.posts.posts == before
    return raised.value.problems


def test_a_header_alone_is_no_file_of_posts(world: World) -> None:
    assert problems(world) == ("there is no row under the header",)


def test_control_characters_are_named_and_line_breaks_are_none(world: World) -> None:
    (problem,) = problems(world, "n1,memory,2026-12-01T18:30,Hello\0\x1b", header="id,channel,publish_at,text")

    assert problem == "row 2, column text: holds control characters: U+0000, U+001B"
    assert imported(world, 'n1,memory,2026-12-01T18:30,"Hello\n\tyou"', header="id,channel,publish_at,text")


def test_every_row_becomes_a_draft(world: World) -> None:
    posts = imported(world, GOOD, '"n2", memory ,2026-07-01T18:30,"Bins, and more\nof them"')

    assert [post.text for post in posts] == ["Roads are open", "Bins, and more\nof them"]
    assert list(world.posts.posts.values()) == posts
    assert {(post.status, post.created_by, post.any_time) for post in posts} == {(PostStatus.DRAFT, "amir", False)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-01T18:30", datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
        ("2026-07-01T18:30", datetime(2026, 7, 1, 17, 30, tzinfo=UTC)),
        ("2026-07-01 18:30:15", datetime(2026, 7, 1, 17, 30, 15, tzinfo=UTC)),
        ("2026-07-01T18:30+02:00", datetime(2026, 7, 1, 16, 30, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_without_a_zone_is_londons(world: World, written: str, meant: datetime) -> None:
    assert imported(world, f"n1,memory,{written},Text")[0].publish_at == meant


@pytest.mark.parametrize(("said", "any_time"), [("yes", True), ("Yes ", True), ("no", False), ("", False)])
def test_a_column_may_say_that_any_time_will_do(world: World, said: str, any_time: bool) -> None:
    assert imported(world, f"{GOOD},{said}", header=f"{HEADER},any_time")[0].any_time is any_time


def test_a_byte_order_mark_and_another_order_of_columns_are_no_matter(world: World) -> None:
    assert imported(world, "Text,2026-12-01T18:30,memory,n1", header="\ufefftext,publish_at,channel,id")


def test_importing_the_same_file_again_adds_nothing(world: World) -> None:
    imported(world, GOOD)
    world.posts.approve("n1", "amir", world.clock.now())

    assert len(imported(world, GOOD)) == 1
    assert world.posts.get("n1").status is PostStatus.APPROVED


def test_a_row_whose_id_stands_there_with_another_text_is_named_and_nothing_is_imported(world: World) -> None:
    imported(world, GOOD)

    assert problems(world, "n0,memory,2026-12-01T18:30,New", GOOD.replace("open", "shut")) == (
        "row 3, column id: 'n1' exists with another text, channel, time or media",
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",memory,2026-12-01T18:30,Text", "row 2, column id: must be 1 to 100"),
        ("a b,memory,2026-12-01T18:30,Text", "row 2, column id: must be 1 to 100"),
        (f"{'x' * 101},memory,2026-12-01T18:30,Text", "row 2, column id: must be 1 to 100"),
        ("n1,twitter,2026-12-01T18:30,Text", "row 2, column channel: 'twitter' is none of memory"),
        ("n1,memory,tomorrow,Text", "row 2, column publish_at: 'tomorrow' is not an instant"),
        ("n1,memory,01/12/2026 18:30,Text", "row 2, column publish_at: '01/12/2026 18:30' is not an instant"),
        ("n1,memory,0001-01-01T00:00+14:00,Text", "row 2, column publish_at: '0001-01-01T00:00+14:00' is not"),
        ("n1,memory,2026-03-29T01:30,Text", "row 2, column publish_at: '2026-03-29T01:30' does not exist"),
        ("n1,memory,2026-12-01T18:30,", "row 2, column text: has 0 characters"),
        ("n1,memory,2026-12-01T18:30,  ", "row 2, column text: has 0 characters"),
        (f"n1,memory,2026-12-01T18:30,{'x' * 63_207}", "row 2, column text: has 63207 characters"),
        ("n1,memory,2026-12-01T18:30,Bins, and more", "row 2, column text: the row has 5 fields, the header 4"),
        ("n1,memory,2026-12-01T18:30", "row 2, column text: the row has 3 fields, the header 4"),
        ('n1,memory,2026-12-01T18:30,"Text" more', "line 2: "),
    ],
)
def test_a_wrong_row_is_named_with_its_column(world: World, row: str, problem: str) -> None:
    found = problems(world, row)

    assert len(found) == 1
    assert found[0].startswith(problem)


def test_any_time_is_yes_or_no(world: World) -> None:
    assert problems(world, f"{GOOD},maybe", header=f"{HEADER},any_time") == (
        "row 2, column any_time: is neither yes nor no",
    )


def test_all_that_is_wrong_is_named_at_once(world: World) -> None:
    found = problems(world, GOOD, "a b,nowhere,never,", "", "n3,memory,2026-12-01T18:30,Good", "x,memory,never,Text")

    assert [problem.partition(":")[0] for problem in found] == [
        "row 3, column id",
        "row 3, column channel",
        "row 3, column publish_at",
        "row 3, column text",
        "row 6, column publish_at",
    ]


@pytest.mark.parametrize("second", ["n1", " n1 "])
def test_an_id_may_come_once(world: World, second: str) -> None:
    assert problems(world, GOOD, f"{second},memory,2026-12-02T18:30,Other") == ("row 3, column id: is row 2's too",)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("id,channel,text", ("column publish_at is missing",)),
        ("id,channel,publish_at,text,when", ("column 'when' is unknown",)),
        ("id,channel,publish_at,text,text", ("column text comes more than once",)),
        ("", tuple(f"column {name} is missing" for name in ("id", "channel", "publish_at", "text"))),
        ('"id"x,channel', ("line 1: ',' expected after '\"'",)),
    ],
)
def test_a_wrong_header_is_named_column_by_column(world: World, header: str, found: tuple[str, ...]) -> None:
    assert problems(world, GOOD, header=header) == found


def test_without_channels_the_row_says_so(world: World) -> None:
    world.channels.rows.clear()

    assert "there are none yet" in problems(world, GOOD)[0]


# ── What the platform takes ──


def on(world: World, platform: str, **settings: str) -> None:
    world.channels.put(replace(CHANNEL, platform=platform, settings=settings))


FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # one character to see, five to store


@pytest.mark.parametrize(
    ("platform", "text", "fits"),
    [
        ("bluesky", FAMILY * 300, True),
        ("bluesky", FAMILY * 301, False),
        ("x", "a" * 280, True),
        ("x", "a" * 281, False),
        ("x", FAMILY * 140, True),
        ("x", FAMILY * 141, False),
        ("x", "字" * 140, True),
        ("x", "字" * 141, False),
        ("x", "a" * 256 + " https://example.org/" + "b" * 400, True),
        ("x", "a" * 257 + " https://example.org/", False),
        ("x", "e\u0301" * 280, True),  # composed before it is counted
        ("instagram", "a" * 2_201, False),
        ("youtube", "a" * 5_000, True),
        ("mastodon", "a" * 501, False),
    ],
)
def test_a_text_is_measured_as_its_platform_measures(world: World, platform: str, text: str, fits: bool) -> None:
    on(world, platform)
    media = "https://example.org/a.mp4" if platform == "youtube" else "https://example.org/a.png"
    row, header = f"n1,memory,2026-12-01T18:30,{text},{media},A park", f"{HEADER},media,alt"
    if fits:
        assert imported(world, row, header=header)
    else:
        [problem] = problems(world, row, header=header)
        assert problem.startswith("row 2, column text: has ")
        assert "are possible on" in problem


def test_a_channel_whose_server_takes_longer_posts_says_so(world: World) -> None:
    on(world, "mastodon", longest_text="5000")
    assert imported(world, f"n1,memory,2026-12-01T18:30,{'a' * 5000}")


PICTURE, VIDEO = "https://example.org/a.png", "https://example.org/a.mp4?size=large"


def with_media(world: World, addresses: str, alts: str) -> str:
    """Return what is wrong with a row of these media, "" for nothing."""
    row, header = f'{GOOD},"{addresses}","{alts}"', f"{HEADER},media,alt"
    try:
        imported(world, row, header=header)
    except MalformedInput as refused:
        [problem] = refused.problems
        return problem.removeprefix("row 2, column ")
    return ""


def test_media_come_with_what_they_show_and_a_video_is_known_by_its_name(world: World) -> None:
    on(world, "instagram")
    assert with_media(world, f"{PICTURE}\n{VIDEO}", "A park\nThe pool") == ""
    assert world.posts.get("n1").media == (Media(PICTURE, "A park"), Media(VIDEO, "The pool", is_video=True))


@pytest.mark.parametrize(
    ("platform", "addresses", "alts", "problem"),
    [
        ("facebook", PICTURE, "", "alt: has 0 lines, media 1"),
        ("facebook", "", "A park", "alt: has 1 lines, media 0"),
        ("facebook", PICTURE, "x" * 1001, "alt: has 1001 characters"),
        ("facebook", "http://example.org/a.png", "A park", "media: 'http://example.org/a.png' is no address"),
        ("facebook", "a.png", "A park", "media: 'a.png' is no address"),
        ("facebook", f"{PICTURE}\n{VIDEO}", "A park\nThe pool", "media: has a video and something else"),
        ("instagram", "", "", "media: is missing: Instagram takes no post without a picture or a video"),
        ("youtube", "", "", "media: is missing: YouTube takes no post without a video"),
        ("youtube", PICTURE, "A park", "media: is a picture: YouTube takes videos only"),
        ("x", "\n".join([PICTURE] * 5), "\n".join(["A park"] * 5), "media: has 5: X takes 4"),
        ("sandbox", PICTURE, "A park", "media: has 1: Sandbox takes none"),
    ],
)
def test_media_that_the_platform_does_not_take_are_refused(
    world: World, platform: str, addresses: str, alts: str, problem: str
) -> None:
    on(world, platform)
    assert with_media(world, addresses, alts).startswith(problem)


# ── JSON ──

POST = {"id": "n1", "channel": "memory", "publish_at": "2026-12-01T18:30", "text": "Roads are open"}


def test_a_list_of_objects_is_imported_as_rows_are(world: World) -> None:
    media = [{"url": PICTURE, "alt": "A park"}, {"url": "https://example.org/b", "alt": "The pool", "video": True}]
    text = json.dumps([POST, POST | {"id": "n2", "any_time": True, "media": media}])
    first, second = world.import_posts()(text, "amir")
    assert (first.text, first.any_time, first.media) == ("Roads are open", False, ())
    assert second.any_time
    assert second.media == (Media(PICTURE, "A park"), Media("https://example.org/b", "The pool", is_video=True))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[{", "the file begins as JSON does and is none"),
        ("[" * 100_000, "the file begins as JSON does and is none"),
        (json.dumps([{**POST, "text": "half a pair \ud800"}]), "the file begins as JSON does and is none"),
        ("[]", "there is no row"),
        ("[1]", "post 1, is no object"),
        (json.dumps([POST, {**POST, "when": "now"}]), "post 2, field 'when' is unknown"),
        (json.dumps([{**POST, "text": 1}]), "post 1, field text: is missing, or no text"),
        (json.dumps([{**POST, "any_time": "yes"}]), "post 1, field any_time: is neither true nor false"),
        (json.dumps([{**POST, "media": [{"url": PICTURE}]}]), "post 1, field media: is no list"),
        (json.dumps([{**POST, "media": [{"url": PICTURE, "alt": " "}]}]), "post 1, field alt: has 0 characters"),
        (json.dumps([POST, POST]), "post 2, field id: is post 1's too"),
    ],
)
def test_a_wrong_object_is_named_with_its_field(world: World, text: str, problem: str) -> None:
    with pytest.raises(MalformedInput) as refused:
        world.import_posts()(text, "amir")
    assert refused.value.problems[0].startswith(problem)
    assert world.posts.posts == {}


@given(st.text(max_size=120), st.sampled_from(["[", '[{"id": ', json.dumps([POST])[:-1] + ","]))
def test_whatever_begins_as_json_is_imported_whole_or_refused(text: str, before: str) -> None:
    world = World()
    with suppress(MalformedInput):
        assert len(world.import_posts()(before + text, "amir")) == len(world.posts.posts)


@given(st.text(max_size=120), st.sampled_from(["", HEADER + "\n", HEADER + "\r\n" + GOOD + "\r\n"]))
def test_whatever_the_file_holds_it_is_imported_whole_or_refused(text: str, before: str) -> None:
    world = World()
    try:
        imported = world.import_posts()(before + text, "amir")
    except MalformedInput:
        imported = []

    assert len(world.posts.posts) == len(imported)
