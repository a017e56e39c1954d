"""Read a file of posts, CSV as spreadsheets write it or JSON, into rows of text."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beadle.domain.posts import Media

COLUMNS = ("id", "channel", "publish_at", "text")
OPTIONAL = ("any_time", "media", "alt")
FIELDS = (*COLUMNS, "any_time", "media")  # of an object of JSON
VIDEOS = (".mp4", ".mov", ".m4v", ".webm")


@dataclass(frozen=True, slots=True)
class Row:
    """One post as it was written."""

    name: str  # "row 2" of a spreadsheet, its header being the first; "post 1" of a list
    cells: Mapping[str, str]  # by `COLUMNS` and "any_time"
    media: tuple[Media, ...]
    of_table: bool

    def problem(self, column: str, words: str) -> str:
        """Return a complaint that can be found in the file."""
        return f"{self.name}, {'column' if self.of_table else 'field'} {column}: {words}"


def read(text: str, problems: list[str]) -> Iterator[Row]:
    """Yield each row that can be read, and put into words what is wrong with the others."""
    text = text.removeprefix("\ufeff")
    return _objects(text, problems) if text.lstrip().startswith("[") else _table(text, problems)


def _table(text: str, problems: list[str]) -> Iterator[Row]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows, [])
        problems += _wrong_columns(header)
        if problems:
            return
        for number, cells in enumerate(rows, start=2):  # the header is row 1, as a spreadsheet counts
            if not any(cells):
                continue  # an empty row
            if len(cells) != len(header):
                fields = f"has {len(cells)} fields, the header {len(header)}: put quotes around text with commas"
                problems.append(f"row {number}, column text: the row {fields}")
                continue
            row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            addresses, alts = (_lines(row.get(name, "")) for name in ("media", "alt"))
            if len(addresses) != len(alts):
                each = "each picture or video needs a line that says what it shows"
                problems.append(f"row {number}, column alt: has {len(alts)} lines, media {len(addresses)}: {each}")
                continue
            media = tuple(_media(address, alt) for address, alt in zip(addresses, alts, strict=True))
            yield Row(f"row {number}", row, media, of_table=True)
    except csv.Error as error:
        problems.append(f"line {rows.line_num}: {error}")


def _wrong_columns(header: Sequence[str]) -> Iterator[str]:
    yield from (f"column {name} is missing" for name in COLUMNS if name not in header)
    yield from (f"column {name!r} is unknown" for name in header if name not in COLUMNS + OPTIONAL)
    yield from (f"column {name} comes more than once" for name in COLUMNS + OPTIONAL if header.count(name) > 1)


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _objects(text: str, problems: list[str]) -> Iterator[Row]:
    try:
        posts = json.loads(text)
        json.dumps(posts, ensure_ascii=False).encode()  # half a pair of surrogates could not be kept
    except (ValueError, RecursionError) as error:
        problems.append(f"the file begins as JSON does and is none: {getattr(error, 'msg', type(error).__name__)}")
        return
    for number, post in enumerate(posts, start=1):
        wrong = list(_wrong_object(post))
        problems += [f"post {number}, {words}" for words in wrong]
        if not wrong:
            any_time = post.get("any_time", False)
            cells = {name: str(post[name]).strip() for name in COLUMNS} | {"any_time": "yes" if any_time else "no"}
            media = tuple(_media(item["url"], item["alt"].strip(), item.get("video")) for item in post.get("media", []))
            yield Row(f"post {number}", cells, media, of_table=False)


def _wrong_object(post: Any) -> Iterator[str]:
    if not isinstance(post, dict):
        yield "is no object with id, channel, publish_at and text"
        return
    yield from (f"field {name!r} is unknown" for name in post if name not in FIELDS)
    yield from (f"field {name}: is missing, or no text" for name in COLUMNS if not isinstance(post.get(name), str))
    if not isinstance(post.get("any_time", False), bool):
        yield "field any_time: is neither true nor false"
    media = post.get("media", [])
    if not isinstance(media, list) or not all(_is_media(item) for item in media):
        yield 'field media: is no list of {"url": TEXT, "alt": TEXT} or {"url": TEXT, "alt": TEXT, "video": true}'


def _is_media(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and {"url", "alt"} <= item.keys() <= {"url", "alt", "video"}
        and isinstance(item["url"], str)
        and isinstance(item["alt"], str)
        and isinstance(item.get("video", False), bool)
    )


def _media(address: str, alt: str, is_video: bool | None = None) -> Media:
    """Return a picture, or a video where it is said or the address ends as one's does."""
    told = address.partition("?")[0].lower().endswith(VIDEOS) if is_video is None else is_video
    return Media(address, alt, told)
