"""A text reads as people see it, and everything in it is found again in the original."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.adapters.platforms.visible import Link, VisibleText, linked, plain, shown


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one<br />two</p><p>three &amp; four &#x1F389;</p>", "one\ntwo\n\nthree & four 🎉"),
        ("<p>a</p>\n<p></p><p>b</p>", "a\n\nb"),
        ("plain", "plain"),
        ("<ul><li>one</li><li>two</li></ul>after", "one\ntwo\n\nafter"),
        (
            '<p><span class="h-card"><a href="https://a.example/@jane" class="u-url mention">@<span>jane</span></a>'
            "</span> well</p>",
            "@jane well",
        ),
        ('<a href="https://a.example/tags/pool" class="mention hashtag" rel="tag">#<span>pool</span></a>', "#pool"),
        (
            '<a href="https://www.example.com/a/long/way"><span class="invisible">https://www.</span>'
            '<span class="ellipsis">example.com/a/lo</span><span class="invisible">ng/way</span></a>',
            "https://www.example.com/a/long/way",
        ),
        ('<a href="https://spam.example/">council tax</a>!', "council tax (https://spam.example/)!"),
        ('<a href="https://spam.example/" class="mention">win</a>', "win (https://spam.example/)"),
        (
            '<a href="https://spam.example/"><span class="invisible">nice words, </span>idiot</a>',
            "idiot (https://spam.example/)",
        ),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('i<span class="invisible">nice</span>diot', "idiot"),
        ('<span class="invisible">a<b>b</b><br>c</span>d', "d"),
        ("<script>alert('<p>')</script>after<style>p{}</style>", "after"),
        ("a<!-- hidden --><![CDATA[ x ]]>b<?php ?>c", "abc"),
        ("a <b>bold</b> <nosuch>tag</nosuch> word", "a bold tag word"),
        ("1 < 2 && 3 > 2 <3", "1 < 2 && 3 > 2 <3"),
        ("&lt;b&gt;Bins&lt;/b&gt; &quot;&#39;&nbsp;&unknown; &amp", "<b>Bins</b> \"'\xa0&unknown; &"),
        ("before<a href='https://x.example/?a>b", "before"),
        ("<A HREF=https://x.example/>x</A>", "x (https://x.example/)"),
        ("cafe\u0301 \u1100\u1161", "café 가"),
        ("a\x00b\x07c\r\nd\ud800e\x9f", "abc\nd\ufffde"),
        ("\u202eesra\u202c \u200fשלום :heart:", "\u202eesra\u202c \u200fשלום :heart:"),
        ("", ""),
    ],
)
def test_markup_reads_as_it_is_shown(markup: str, text: str) -> None:
    assert shown(markup).text == text


@pytest.mark.parametrize(
    ("text", "links", "reads"),
    [
        ("see gov.uk/pool...", [Link(4, 18, "https://gov.uk/pool/times")], "see gov.uk/pool... (https://gov.uk/pool/times)"),
        ("see https://gov.uk/", [Link(4, 19, "https://www.gov.uk")], "see https://gov.uk/"),
        ("one two", [Link(4, 7, "https://b.example"), Link(0, 3, "https://a.example")],
         "one (https://a.example) two (https://b.example)"),
        ("one", [Link(0, 3, "https://a.example"), Link(1, 3, "https://b.example")], "one (https://a.example)"),
        ("one", [Link(*at, "https://a.example") for at in ((2, 9), (-1, 2), (1, 1))], "one"),
    ],
)  # fmt: skip
def test_a_link_that_shows_something_else_says_where_it_leads(text: str, links: list[Link], reads: str) -> None:
    assert linked(text, links).text == reads


def test_what_was_found_in_the_text_is_found_in_the_original() -> None:
    markup = '<p>You &amp; your <a href="https://x.example">pals</a>, cafe\u0301<br>end</p>'
    seen = shown(markup)
    for words, original in {
        "You &": "You &amp;",
        "pals": "pals",
        "https": "pals",
        "é": "e\u0301",
        "end": "end",
    }.items():
        at = seen.text.index(words)
        start, end = seen.original_span(at, at + len(words))
        assert markup[start:end] == original
    assert seen.original_span(3, 3) == seen.original_span(0, 10_000) == (0, 0)


def sound(seen: VisibleText, original: str) -> None:
    """Check what holds of every visible text."""
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert unicodedata.is_normalized("NFC", seen.text)
    seen.text.encode()  # holds no half of a character
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", seen.text)
    for start, end in zip(seen.starts, seen.ends, strict=True):
        assert 0 <= start <= end <= len(original)


HOSTILE = st.text(st.sampled_from("<>/\"'=&;#!-?ap brscit1x\u0301\u0323\u1100\u1161가 é"), max_size=60)


@given(HOSTILE | st.text())
def test_any_markup_reads_as_something(markup: str) -> None:
    sound(shown(markup), markup)


@given(st.text(), st.lists(st.builds(Link, st.integers(-2, 12), st.integers(-2, 12), st.text())))
def test_any_text_with_any_links_reads_as_something(text: str, links: list[Link]) -> None:
    sound(linked(text, links), text)


@given(st.text())
def test_a_plain_text_reads_composed_and_each_character_maps_to_what_it_was_made_of(text: str) -> None:
    seen = plain(text)
    sound(seen, text)
    assert seen.text == unicodedata.normalize("NFC", seen.text)
    if seen.text == text:
        assert list(seen.starts) == list(range(len(text)))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_escaping_is_undone(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert shown(f"<p>|{html.escape(normal)}</p>").text == f"|{normal}"


@pytest.mark.parametrize(
    "part", ["<", "<a", "<a ", "<!--", "&", "&#", "<p>", "<br>x", "<a href=", '<a "', "</", "a\u0301", "\u0301\u0323"]
)
def test_a_long_text_of_anything_is_read(part: str) -> None:
    markup = part * (100_000 // len(part))
    sound(shown(markup), markup)
