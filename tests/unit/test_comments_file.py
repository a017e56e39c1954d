"""Files of comments are read whole, or every wrong row and column is named."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beadle.domain.errors import MalformedInput
from local.comments_file import CommentRow, parse_mapping, read_comments

YOUTUBE = Path(__file__).parents[3] / "shared/data/youtube-spam/Youtube01-Psy.csv"
sayable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60).filter(str.strip)


def read(tmp_path: Path, name: str, content: str | bytes, mapping: str = "") -> list[CommentRow]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_comments(path, parse_mapping(mapping))


def problems(tmp_path: Path, name: str, content: str | bytes, mapping: str = "") -> tuple[str, ...]:
    with pytest.raises(MalformedInput) as raised:
        read(tmp_path, name, content, mapping)
    return raised.value.problems


def line(**fields: object) -> str:
    return json.dumps({"id": "1", "author": "Jane", "text": "Thank you!", **fields}) + "\n"


def test_json_lines_with_all_fields(tmp_path: Path) -> None:
    content = line(post="News.", channel="corporate", posted_at="2026-11-23T10:00:00+01:00", label="AU08") + "\n"
    assert read(tmp_path, "c.jsonl", content) == [
        CommentRow(
            row=1,
            id="1",
            author="Jane",
            text="Thank you!",
            post="News.",
            channel="corporate",
            posted_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        )
    ]


def test_an_instant_without_a_zone_is_utc_and_an_empty_one_is_none(tmp_path: Path) -> None:
    content = line(posted_at="2026-11-23T10:00:00.5") + line(id="2", posted_at="") + line(id="3")
    at = datetime(2026, 11, 23, 10, 0, 0, 500_000, UTC)
    assert [row.posted_at for row in read(tmp_path, "c.jsonl", content)] == [at, None, None]


def test_the_layout_of_the_youtube_spam_collection_is_recognised_by_its_header(tmp_path: Path) -> None:
    content = 'COMMENT_ID,AUTHOR,DATE,CONTENT,CLASS\nz1,Jo,2013-11-07T06:20:48,"Hi, ""all""\nbye",1\nz2,Al,,ok,0\n'
    rows = read(tmp_path, "y.csv", content)
    assert [(row.row, row.id, row.author, row.text) for row in rows] == [
        (2, "z1", "Jo", 'Hi, "all"\nbye'),
        (3, "z2", "Al", "ok"),
    ]
    assert rows[0].posted_at == datetime(2013, 11, 7, 6, 20, 48, tzinfo=UTC)


def test_a_mapping_wins_over_what_the_header_suggests(tmp_path: Path) -> None:
    content = "id,who,text,remark\n1,Jane,no,yes\n"
    (row,) = read(tmp_path, "c.csv", content, "text=remark, author=who")
    assert (row.author, row.text) == ("Jane", "yes")


@pytest.mark.parametrize("words", ["text", "text=", "=a", "words=CONTENT", "text=a,text=b"])
def test_a_mapping_that_says_nothing_sensible_is_refused(words: str) -> None:
    with pytest.raises(MalformedInput):
        parse_mapping(words)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("c.jsonl", line() + "{", "row 2: is not JSON"),
        ("c.jsonl", "[1]\n", "row 1: is not a JSON object"),
        ("c.jsonl", line() + line(id="2", text=" "), "row 2, column text: is empty"),
        ("c.jsonl", line(text=5), "row 1, column text: Input should be a valid string"),
        ("c.jsonl", line(text="x" * 8_001), "row 1, column text: String should have at most 8000"),
        ("c.jsonl", line(text="\ud800"), "row 1, column text"),
        ("c.jsonl", line() + "\n" + line(), "row 3, column id: is row 1's too"),
        ("c.jsonl", line(posted_at="yesterday"), "row 1, column posted_at: is not an instant"),
        ("c.jsonl", '{"id": "1", "text": "a"}\n', "row 1, column author: is missing"),
        ("c.jsonl", "", "holds no comments"),
        ("c.jsonl", b'{"id": "\xff"}', "is not UTF-8 at byte 8"),
        ("c.csv", "id,author\n1,Jane\n", "no column for text: call it text, or name yours: text=COLUMN"),
        ("c.csv", "id,author,text\n1,Jane\n", "row 2: has more or fewer fields"),
        ("c.csv", "id,author,text\n1,Jane,Hello, you\n", "row 2: has more or fewer fields"),
        ("c.csv", "COMMENT_ID,author,CONTENT\n1,,hello\n", "row 2, column author: is missing"),
        ("c.csv", "COMMENT_ID,author,CONTENT\n1,Jane,\n", "row 2, column CONTENT: is missing"),
        ("c.csv", 'id,author,text\n1,Jane,"a"b\n', "line 2: "),
        ("c.csv", "", "no column for author"),
    ],
)
def test_what_is_wrong_is_named_with_its_row_and_column(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    assert any(problem.startswith(expected) for problem in problems(tmp_path, name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.csv", "author,text\nJane,Thank you!\nJane,Thank you!\n"),
        ("c.jsonl", '\n{"author": "Jane", "text": "Thank you!"}\n{"author": "Jane", "text": "Thank you!"}\n'),
    ],
)
def test_comments_without_ids_are_told_apart_by_their_rows(tmp_path: Path, name: str, content: str) -> None:
    assert [row.id for row in read(tmp_path, name, content)] == ["row 2", "row 3"]


def test_a_mapping_to_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "c.csv", "id,author,text\n1,Jane,a\n", "text=CONTENT")
    assert problem == "column 'CONTENT', mapped to text, is not in the header: id, author, text"


def test_every_wrong_row_is_counted_and_the_first_ones_are_named(tmp_path: Path) -> None:
    named = problems(tmp_path, "c.jsonl", "".join(line(id=str(n), text="") for n in range(50)))
    assert named[0].startswith("row 1,")
    assert named[-1] == "and 30 more"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedInput, match=r"none\.jsonl"):
        read_comments(tmp_path / "none.jsonl")


@given(st.lists(st.tuples(sayable, sayable), min_size=1, max_size=8), st.sampled_from(["c.csv", "c.jsonl"]))
def test_whatever_people_write_is_read_as_they_wrote_it(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]], name: str
) -> None:
    path = tmp_path_factory.mktemp("file") / name
    with path.open("w", encoding="utf-8", newline="") as file:
        if name == "c.csv":
            writer = csv.writer(file)
            writer.writerow(["id", "author", "text"])
            writer.writerows((str(n), author, text) for n, (author, text) in enumerate(said))
        else:
            for n, (author, text) in enumerate(said):
                file.write(json.dumps({"id": str(n), "author": author, "text": text}, ensure_ascii=False) + "\n")
    assert [(row.author, row.text) for row in read_comments(path)] == [(author.strip(), text) for author, text in said]


@pytest.mark.skipif(not YOUTUBE.exists(), reason="the shared data folder is not there")
def test_the_real_youtube_comments_are_read_whole() -> None:
    rows = read_comments(YOUTUBE)
    assert len(rows) == 351
    assert all(row.posted_at for row in rows)
