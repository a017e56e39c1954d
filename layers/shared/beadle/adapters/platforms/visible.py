"""A comment's text as people see it, each character of which knows where it stands in what the platform gave.

| in the original | in the text |
|---|---|
| HTML (Mastodon): paragraphs, breaks, list items | line breaks |
| entities, `&amp;` | what they stand for |
| what a page does not show (comments, scripts, styles, class `invisible`) | nothing |
| a link that shows where it leads, in part or whole | the whole address |
| a link that shows something else | what it shows, and where it leads in brackets |
| mentions, hashtags, custom emoji | as they are shown: @jane, #pool, :heart: |
| accents apart from their letters | composed (NFC), 30 a letter at most |
| control characters, halves of surrogate pairs | nothing; U+FFFD |
| marks of direction (RLO, LRM, ...), joiners, emoji | as they are: they are part of what is seen |

Nothing is loaded, and the work grows with the text's length only, whoever wrote it.
Sources: https://html.spec.whatwg.org/multipage/parsing.html#tokenization; https://docs.joinmastodon.org/spec/activitypub/
https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BREAKS = {"li": 1, "tr": 1, "div": 1} | dict.fromkeys(
    ("p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "table"), 2
)
"""Lines that end where an element begins or ends, by its name."""
_UNSHOWN = frozenset({"script", "style", "template", "head", "title", "noscript", "iframe", "object"})
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "meta", "link"})
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""(?<![^\s"'/])([A-Za-z-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_MOST_ACCENTS = 30  # on one letter: no language has more, and composing takes time with their number squared


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What people see, and for each of its characters where it comes from."""

    text: str
    starts: tuple[int, ...]  # by character of `text`, in characters of the original
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` comes from; both half-open, in characters. (0, 0) for nothing."""
        if not 0 <= start < end <= len(self.text):
            return (0, 0)
        return min(self.starts[start:end]), max(self.ends[start:end])


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a text that leads somewhere: half-open, in characters."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some characters in a row; either as they stand in the original, or all of them made of one part of it."""

    text: str
    start: int
    end: int
    is_verbatim: bool = True
    is_invisible: bool = False  # within a link, where it may be part of the address


def plain(text: str) -> VisibleText:
    """Return a text that a platform gave as it is."""
    return _joined([_Piece(text, 0, len(text))])


def linked(text: str, links: Iterable[Link]) -> VisibleText:
    """Return a text of which some parts lead elsewhere than they may say; a link that overlaps another is left."""
    pieces: list[_Piece] = []
    at = 0
    for link in sorted(links, key=lambda link: (link.start, link.end)):
        if not at <= link.start < link.end <= len(text):
            continue
        pieces.append(_Piece(text[at : link.start], at, link.start))
        pieces += _told([_Piece(text[link.start : link.end], link.start, link.end)], link.target, link.start, link.end)
        at = link.end
    return _joined([*pieces, _Piece(text[at:], at, len(text))])


def shown(markup: str) -> VisibleText:
    """Return what a browser shows of HTML, sound or not."""
    return _joined(_Page(markup).pieces())


@dataclass(slots=True)
class _Anchor:
    """A link that is being read."""

    start: int
    target: str
    is_name: bool  # of a mention or a hashtag, by its class
    shows: list[_Piece]


class _Page:
    """HTML, read once from its first character to its last."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._pieces: list[_Piece] = []
        self._anchor: _Anchor | None = None
        self._unshown = ""  # the element that is open and that no page shows
        self._invisible: list[str] = []  # the elements open since an invisible one, it included
        self._lines = 0  # that end between what was shown and what comes next

    def pieces(self) -> list[_Piece]:
        markup, at = self._markup, 0
        while at < len(markup):
            opening = markup.find("<", at)
            if opening < 0:
                opening = len(markup)
            self._words(at, opening)
            if opening == len(markup):
                break
            at = self._after_tag(opening)
        self._close(len(markup))
        return self._pieces

    def _after_tag(self, at: int) -> int:
        """Read what begins with "<" and return where it ends: a browser drops what never does."""
        markup = self._markup
        if markup.startswith("<!--", at):
            return _after(markup, "-->", at + 4)
        following = markup[at + 1 : at + 3]
        if following[:1] in ("!", "?") or (following[:1] == "/" and not following[1:].isalpha()):
            return _after(markup, ">", at + 1)
        if not re.match(r"/?[A-Za-z]", following):
            self._put(_Piece("<", at, at + 1))
            return at + 1
        tag = _TAG.match(markup, at)
        if tag is None:
            return len(markup)
        self._element(tag[2].lower(), bool(tag[1]), tag[3], tag.start(), tag.end())
        return tag.end()

    def _element(self, name: str, closes: bool, attributes: str, start: int, end: int) -> None:
        if self._unshown:
            if closes and name == self._unshown:
                self._unshown = ""
            return
        if name in _UNSHOWN:
            self._unshown = "" if closes else name
            return
        self._lines = self._lines + 1 if name == "br" else max(self._lines, _BREAKS.get(name, 0))
        if name == "a":
            self._close(start)
            if not closes:
                given = _attributes(attributes)
                classes = given.get("class", "").split()
                is_name = "mention" in classes or "hashtag" in classes
                self._anchor = _Anchor(end, given.get("href", ""), is_name, [])
            return
        if name in _VOID:
            return
        if closes:
            if name in self._invisible:
                while self._invisible.pop() != name:
                    pass
        elif self._invisible or "invisible" in _attributes(attributes).get("class", "").split():
            self._invisible.append(name)

    def _words(self, start: int, end: int) -> None:
        if start == end or self._unshown:
            return
        at = start
        for entity in _ENTITY.finditer(self._markup, start, end):
            self._put(_Piece(self._markup[at : entity.start()], at, entity.start()))
            self._put(_Piece(html.unescape(entity[0]), entity.start(), entity.end(), is_verbatim=False))
            at = entity.end()
        self._put(_Piece(self._markup[at:end], at, end))

    def _put(self, piece: _Piece) -> None:
        if not piece.text:
            return
        if self._invisible:
            if self._anchor is not None:
                hidden = _Piece(piece.text, piece.start, piece.end, piece.is_verbatim, is_invisible=True)
                self._anchor.shows.append(hidden)
            return
        if self._lines:
            if piece.text.isspace():  # between two elements
                return
            if self._pieces or (self._anchor is not None and self._anchor.shows):
                self._into().append(_Piece("\n" * self._lines, piece.start, piece.start, is_verbatim=False))
            self._lines = 0
        self._into().append(piece)

    def _into(self) -> list[_Piece]:
        return self._pieces if self._anchor is None else self._anchor.shows

    def _close(self, end: int) -> None:
        """End the link that is being read, if one is."""
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        seen = [piece for piece in anchor.shows if not piece.is_invisible]
        words = "".join(piece.text for piece in seen)
        if anchor.is_name and words[:1] in ("@", "#"):
            self._pieces += seen
            return
        whole = "".join(piece.text for piece in anchor.shows)
        is_address = _bare(whole) == _bare(anchor.target)
        self._pieces += anchor.shows if is_address else _told(seen, anchor.target, anchor.start, end)


def _told(seen: list[_Piece], target: str, start: int, end: int) -> list[_Piece]:
    """Return what a link shows, and where it leads unless it shows that."""
    words = "".join(piece.text for piece in seen)
    if not _SCHEME.match(target) or _bare(words) == _bare(target):
        return seen
    return [*seen, _Piece(f" ({target})" if words else target, start, end, is_verbatim=False)]


def _bare(address: str) -> str:
    """Return an address without what readers are not shown of it."""
    return _SCHEME.sub("", address.strip(), count=1).rstrip("/").lower()


def _attributes(text: str) -> dict[str, str]:
    """Return a tag's attributes; of two with one name the first counts, as in a browser."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def _after(markup: str, end: str, start: int) -> int:
    at = markup.find(end, start)
    return len(markup) if at < 0 else at + len(end)


def _joined(pieces: list[_Piece]) -> VisibleText:
    """Return the pieces as one text of sound characters, composed."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    accents = 0  # on the letter before
    for piece in pieces:
        for offset, character in enumerate(piece.text):
            accents = accents + 1 if character >= "\u0300" and unicodedata.combining(character) else 0
            sound = _sound(character)
            if not sound or accents > _MOST_ACCENTS:
                continue
            letters.append(sound)
            starts.append(piece.start + offset if piece.is_verbatim else piece.start)
            ends.append(piece.start + offset + 1 if piece.is_verbatim else piece.end)
    text = "".join(letters)
    if unicodedata.is_normalized("NFC", text):
        return VisibleText(text, tuple(starts), tuple(ends))
    return _composed(text, starts, ends)


def _sound(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    is_control = character < " " or "\x7f" <= character <= "\x9f"
    return "" if is_control and character not in "\n\t" else character  # "\r" of a line's end is one


def _composed(text: str, starts: list[int], ends: list[int]) -> VisibleText:
    """Return the text composed; what is made of several characters comes from where all of them stand."""
    letters: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end])
        alike = composed == text[start:end]
        for offset, letter in enumerate(composed):
            letters.append(letter)
            firsts.append(starts[start + offset] if alike else min(starts[start:end]))
            lasts.append(ends[start + offset] if alike else max(ends[start:end]))
    return VisibleText("".join(letters), tuple(firsts), tuple(lasts))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text that compose by themselves as they do in the whole."""
    start = 0
    for at in range(1, len(text)):
        if text[at] < "\u0300":
            is_apart = True
        elif unicodedata.combining(text[at]):
            is_apart = False
        else:  # a vowel sign or a Hangul letter may join what stands before it
            before = text[start:at]
            both = unicodedata.normalize("NFC", before + text[at])
            is_apart = both == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", text[at])
        if is_apart:
            yield start, at
            start = at
    if text:
        yield start, len(text)
