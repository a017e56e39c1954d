"""Files of comments to try Beadle on: JSON Lines, or CSV with its columns mapped.

| field | | what it holds |
|---|---|---|
| id | may be absent | the comment's own id, once a file; its row where there is none |
| author | | a name; one name is one person |
| text | | what it says |
| post | may be absent | the text of the post that it stands under |
| channel | may be absent | the council's account |
| posted_at | may be absent or empty | ISO 8601; UTC where it names no zone |

A column is found under a field's name or under one of its `ALIASES`, in any case: the YouTube Spam Collection
(COMMENT_ID, AUTHOR, DATE, CONTENT, CLASS) is read as it comes. Whatever else a file holds is passed over.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from beadle.domain.errors import MalformedInput
from local.sandbox import inputs

ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("comment_id",),
    "author": ("username", "user", "name"),
    "text": ("content", "comment", "message", "body"),
    "post": ("post_text",),
    "channel": ("account",),
    "posted_at": ("date", "created_at", "published_at"),
}
Found = tuple[int, Mapping[str, Any], Mapping[str, str]]  # row, its values by the file's names, those names by field
REQUIRED = ("author", "text")
LONGEST_FIELD = 1024 * 1024  # characters; the csv module's own limit is lower
PROBLEMS_NAMED = 20


def _instant(value: Any) -> Any:
    """Return what a file means by an instant; ValueError when it means none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        at = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError("is not an instant such as 2026-11-23T10:00:00Z") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


class CommentRow(BaseModel):
    """One comment of a file."""

    model_config = ConfigDict(frozen=True, strict=True)

    row: int = Field(exclude=True)  # 1 is the first line of the file, be it a header or a comment
    id: inputs.Reference
    author: inputs.Name
    text: inputs.Text
    post: inputs.PostText | None = None
    channel: inputs.Name | None = None
    posted_at: Annotated[datetime | None, BeforeValidator(_instant)] = None


def parse_mapping(words: str) -> dict[str, str]:
    """Return the mapping that "text=CONTENT,author=AUTHOR" spells; MalformedInput names what is wrong with it."""
    mapping: dict[str, str] = {}
    problems = []
    for part in filter(None, (part.strip() for part in words.split(","))):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if field not in ALIASES or not sign or not column:
            problems.append(f"{part!r} is not FIELD=COLUMN with a field of {', '.join(ALIASES)}")
        elif field in mapping:
            problems.append(f"{field} is mapped twice")
        mapping[field] = column
    if problems:
        raise MalformedInput("the mapping of columns", problems)
    return mapping


def read_comments(path: Path, mapping: Mapping[str, str] | None = None) -> list[CommentRow]:
    """Return the file's comments in order.

    Args:
        path: CSV when its name ends so, JSON Lines otherwise; UTF-8.
        mapping: by field, under which name the file has it.
    Raises:
        MalformedInput: names the first wrong rows and columns, and how many more there are.
    """
    problems: list[str] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MalformedInput(str(path), [error.strerror or "cannot be read"]) from None
    except UnicodeDecodeError as error:
        raise MalformedInput(str(path), [f"is not UTF-8 at byte {error.start}: save it as UTF-8"]) from None
    read = _read_csv if path.suffix.lower() == ".csv" else _read_json_lines
    rows = list(_checked(read(text, mapping or {}, problems), problems))
    if not rows and not problems:
        problems.append("holds no comments")
    if problems:
        more = len(problems) - PROBLEMS_NAMED
        named = problems[:PROBLEMS_NAMED] + ([f"and {more} more"] if more > 0 else [])
        raise MalformedInput(str(path), named)
    return rows


def _checked(found: Iterable[Found], problems: list[str]) -> Iterator[CommentRow]:
    """Yield the rows that can be used; what is wrong with the others goes to `problems`."""
    first: dict[str, int] = {}
    for row, raw, columns in found:
        values = {field: raw[column] for field, column in columns.items() if raw.get(column) not in (None, "")}
        if "id" not in columns:
            values["id"] = f"row {row}"
        try:
            comment = CommentRow(row=row, **values)
        except ValidationError as error:
            problems += [
                f"row {row}, column {columns.get(str(p['loc'][0]), p['loc'][0])}: "
                + ("is missing" if p["type"] == "missing" else p["msg"].removeprefix("Value error, "))
                for p in error.errors(include_url=False)
            ]
            continue
        if comment.id in first:
            problems.append(f"row {row}, column {columns['id']}: is row {first[comment.id]}'s too")
            continue
        first[comment.id] = row
        yield comment


def _read_csv(text: str, mapping: Mapping[str, str], problems: list[str]) -> Iterator[Found]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)  # a comment may hold line breaks of its own
    try:
        columns = _columns(reader.fieldnames or (), mapping)
        absent = [field for field in REQUIRED if field not in columns]
        problems += [f"no column for {field}: call it {field}, or name yours: {field}=COLUMN" for field in absent] + [
            f"column {column!r}, mapped to {field}, is not in the header: {', '.join(reader.fieldnames or ())}"
            for field, column in mapping.items()
            if column not in (reader.fieldnames or ())
        ]
        if problems:
            return
        for row, raw in enumerate(reader, start=2):
            if None in raw or None in raw.values():
                problems.append(f"row {row}: has more or fewer fields than the header; put quotes around commas")
            else:
                yield row, raw, columns
    except csv.Error as error:
        problems.append(f"line {reader.reader.line_num}: {error}")


def _read_json_lines(text: str, mapping: Mapping[str, str], problems: list[str]) -> Iterator[Found]:
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            problems.append(f"row {row}: is not JSON; this file is read as JSON Lines because its name is not .csv")
            continue
        if isinstance(raw, dict):
            yield row, raw, _columns(raw, mapping)
        else:
            problems.append(f"row {row}: is not a JSON object")


def _columns(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return, by field, the name under which a file has it."""
    by_lower = {name.strip().lower(): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for field, aliases in ALIASES.items():
        known: Sequence[str] = (field, *aliases)
        column = mapping.get(field) or next((by_lower[alias] for alias in known if alias in by_lower), None)
        if column is not None:
            found[field] = column
    return found
