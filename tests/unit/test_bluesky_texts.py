"""Texts are measured and marked as Bluesky wants them, and records have keys that it takes."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.adapters.platforms.bluesky.addresses import Address, native_comment, native_did, post_address
from beadle.adapters.platforms.bluesky.texts import alt_texts, check_length, check_pictures, facets, record_key, words
from beadle.adapters.platforms.http import Fields
from beadle.domain.errors import PlatformRefused
from beadle.domain.posts import Media

TID = re.compile("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")  # atproto.com/specs/tid
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def facet(start: int, end: int, uri: str) -> dict[str, Any]:
    """Return the mark of a link, its place in bytes."""
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [{"uri": uri}]}


def did_of(handle: str) -> str | None:
    return "did:plc:jane" if handle == "jane.example.org" else None


def marked(text: str) -> dict[str, str]:
    """Return each marked piece of the text with what it leads to."""
    found = {}
    for facet in facets(text, did_of):
        piece = text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        (feature,) = facet["features"]
        found[piece] = feature.get("uri") or feature.get("did") or f"tag {feature['tag']}"
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing here", {}),
        ("See https://a.example/x.", {"https://a.example/x": "https://a.example/x"}),
        ("(https://a.example/x)", {"https://a.example/x": "https://a.example/x"}),
        ("https://a.example/x_(y)", {"https://a.example/x_(y)": "https://a.example/x_(y)"}),
        ("é 🎉 http://a.example/ü!", {"http://a.example/ü": "http://a.example/ü"}),
        ("www.example.org, or leeds.gov.uk/bins?", {
            "www.example.org": "https://www.example.org",
            "leeds.gov.uk/bins": "https://leeds.gov.uk/bins",
        }),
        ("write to pools@leeds.gov.uk", {}),
        ("https:// and http://... and www. are no links", {}),
        ("Hello @Jane.example.org.", {"@Jane.example.org": "did:plc:jane"}),
        ("@nobody.example.org and x@jane.example.org", {}),
        ("#Swim, #2026 and #Tŷ_Gwyn: a#b", {"#Swim": "tag Swim", "#Tŷ_Gwyn": "tag Tŷ_Gwyn"}),
        ("#" + "x" * 65, {}),
        ("https://a.example/#part", {"https://a.example/#part": "https://a.example/#part"}),
    ],
)  # fmt: skip
def test_links_mentions_and_tags_are_marked(text: str, expected: dict[str, str]) -> None:
    assert marked(text) == expected


@given(st.text(st.sampled_from("a.@#/:( )é🎉\n-wgovuk") | st.characters(codec="utf-8")))
def test_marks_lie_within_the_text_and_apart(text: str) -> None:
    end = 0
    for facet in facets(text, lambda handle: f"did:web:{handle}"):
        start, end_before, end = facet["index"]["byteStart"], end, facet["index"]["byteEnd"]
        assert end_before <= start < end <= len(text.encode())
        text.encode()[start:end].decode()


@pytest.mark.parametrize("text", ["x", "x" * 300, "👨‍👩‍👧‍👦" * 100, "e\u0301" * 300, "🏴󠁧󠁢󠁷󠁬󠁳󠁿" * 100])
def test_texts_of_three_hundred_graphemes_are_taken(text: str) -> None:
    check_length(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("x" * 312, "312 characters long, Bluesky takes 300: shorten it by 12"),
        ("e\u0301" * 301, "301 characters long"),
        ("👨‍👩‍👧‍👦" * 150, "3750 bytes long, Bluesky takes 3000"),
    ],
)
def test_what_is_too_long_says_by_how_much(text: str, reason: str) -> None:
    with pytest.raises(PlatformRefused, match=reason):
        check_length(text)


@given(st.text(), st.text())
def test_a_record_key_is_a_tid_from_the_past_and_its_own(first: str, second: str) -> None:
    key = record_key("post", first)
    assert TID.fullmatch(key)
    assert record_key("post", first) == key
    assert (record_key("post", second) == key) == (first == second)
    assert record_key("reply", first) != key
    number = 0
    for letter in key:
        number = number * 32 + LETTERS.index(letter)
    assert datetime.fromtimestamp((number >> 10) / 1e6, UTC).year < 1988


def test_a_record_key_never_changes() -> None:
    assert record_key("post", "spring-2026-01") == "2fika4j3ssmo5"


def test_addresses_are_read_and_written() -> None:
    uri = "at://did:plc:abc/app.bsky.feed.post/3kxyz"
    address = Address.parse(uri)
    assert address == Address("did:plc:abc", "app.bsky.feed.post", "3kxyz")
    assert str(address) == uri
    assert native_comment(f"bluesky:{uri}") == post_address(uri) == address
    assert address.url == "https://bsky.app/profile/did:plc:abc/post/3kxyz"
    assert native_did("bluesky:did:web:example.org") == "did:web:example.org"


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "at://",
        "at://jane.example.org/app.bsky.feed.post/1",
        "at://did:plc:a/x/y/z",
        "at://did:plc:a/app.bsky.feed.like/1",
        "at://did:plc:a/app.bsky.feed.post/../1",
    ],
)
def test_what_is_no_address_of_a_post_is_refused(uri: str) -> None:
    with pytest.raises(PlatformRefused, match="not the address of a post"):
        post_address(uri)
    with pytest.raises(PlatformRefused, match="not the address of a post"):
        native_comment(f"bluesky:{uri}")


@pytest.mark.parametrize(
    "beadle_id", ["sandbox:c17", "did:plc:abc", "bluesky:", "bluesky:did:plc:", "bluesky:jane.test"]
)
def test_what_belongs_to_another_platform_is_refused(beadle_id: str) -> None:
    with pytest.raises(PlatformRefused):
        native_did(beadle_id)
    with pytest.raises(PlatformRefused):
        native_comment(beadle_id)


@pytest.mark.parametrize(
    ("record", "seen"),
    [
        (
            {"text": "Étang: look", "facets": [facet(8, 12, "https://spam.example")]},
            "Étang: look (https://spam.example)",
        ),
        ({"text": "at gov.uk", "facets": [facet(3, 9, "https://gov.uk")]}, "at gov.uk"),
        ({"text": "look", "facets": [facet(2, 99, "https://a.example"), None, {"index": []}]}, "look"),
        ({"text": "🎉 look", "facets": [facet(1, 9, "https://a.example")]}, "🎉 look (https://a.example)"),
        (
            {"text": "look", "embed": {"external": {"uri": "https://spam.example", "title": "Win"}}},
            "look\nWin\nhttps://spam.example",
        ),
        (
            {"text": "", "embed": {"media": {"external": {"uri": "https://spam.example"}}}},
            "https://spam.example",
        ),
        ({"text": "cafe\u0301", "embed": []}, "café"),
    ],
)
def test_a_post_reads_with_where_its_links_and_its_card_lead(record: dict[str, Any], seen: str) -> None:
    assert words(Fields(record)) == seen


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ((Media("https://example.org/film.mp4", "A swim", is_video=True),), "no videos"),
        ((Media("https://example.org/pool.png", " "),), "no alternative text"),
        ((Media("https://example.org/pool.png", "The pool"),) * 5, "5 pictures"),
    ],
)
def test_pictures_that_bluesky_cannot_show_are_refused(media: tuple[Media, ...], why: str) -> None:
    with pytest.raises(PlatformRefused, match=why):
        check_pictures(media)


@pytest.mark.parametrize(
    ("embed", "said"),
    [
        ({"images": [{"alt": "A pothole"}, {"alt": ""}, {"alt": "A kerb"}]}, ("A pothole", "A kerb")),
        ({"record": {"record": {}}, "media": {"images": [{"alt": "A pothole"}]}}, ("A pothole",)),
        ({"items": [{"$type": "app.bsky.embed.gallery#image", "alt": "A pothole"}]}, ("A pothole",)),
        ({"$type": "app.bsky.embed.video", "alt": "Water on the road"}, ("Water on the road",)),
        ({"external": {"uri": "https://example.org", "title": "A page"}}, ()),
        ({"images": [None, "A pothole", {"alt": 5}, {"alt": ["x"]}, {}]}, ()),
        ({"images": "A pothole", "media": [{"alt": "A pothole"}]}, ()),
        ("A pothole", ()),
    ],
)
def test_what_a_reply_says_of_its_pictures_is_read(embed: object, said: tuple[str, ...]) -> None:
    assert alt_texts(Fields({"text": "Look", "embed": embed})) == said
