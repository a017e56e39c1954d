"""`beadle policy check` and `diff`: what is wrong with a change, and what it would have done, without any AWS."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.comparison import Kind
from tests.command import beadle, refused
from tests.policies import SHIPPED_TEXT, changed, named, observing

POST = "Bin collections change next week."
NUMBERS = ("Ring me on 07700 900123", "Or ring me on 07700 900456", "Now ring me on 07700 900789")
OFFER = "Rubbish clearance from £30, free quotes, message me today"
HISTORY = [
    *(("Jo", text) for text in NUMBERS),
    ("Al", "Thank you, the new bins are great"),
    ("Mo", OFFER),
    ("Vi", "Call my sister, not me: 07700 900222"),
]


@pytest.fixture
def history(tmp_path: Path) -> Path:
    file = tmp_path / "history.jsonl"
    lines = ({"id": f"c{n}", "author": who, "text": text, "post": POST} for n, (who, text) in enumerate(HISTORY))
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.toml"


def compared(new: Path, text: str, history: Path, old: str = "shipped") -> dict[str, Any]:
    new.write_text(text, encoding="utf-8")
    answer: dict[str, Any] = json.loads(beadle("policy", "diff", old, str(new), str(history), "--json").stdout)
    return answer


# ── check ──


def test_a_policy_in_order_is_shown_rule_by_rule() -> None:
    told = beadle("policy", "check", "shipped").stdout
    assert named(SHIPPED_TEXT) in told
    assert "party-promotion" in told
    assert "warning from 2 points, block from 3 points" in told


def test_every_problem_stands_on_a_line_of_its_own(new: Path) -> None:
    new.write_text(
        changed(
            ('id = "AU04"', 'id = "AU13"'),
            ('"insult"', '"insults"'),
            ("[detector.piracy]", "[detector.privacy]"),
            ("remove_at = 0.90\nreview_at = 0.60", "remove_at = 0.80\nreview_at = 0.85"),
        ),
        encoding="utf-8",
    )
    assert refused("policy", "check", str(new)).splitlines() == [
        "new.toml:",
        "  rule AU04: must be there once, and is there 0 times",
        '  rule AU03: detectors: there is no detector "insults"',
        "  rule AU13: id: is no clause of acceptable use, AU01 to AU12",
        "  rule AU06: remove_at: must not be less than review_at",
        "  detector.privacy: there is no such detector",
        "  detector.privacy: no rule listens to it",
    ]


def test_what_differs_on_an_account_is_shown(new: Path) -> None:
    new.write_text(changed(more='\n[[channel]]\nid = "libraries"\nrule.AU09.remove_at = "never"\n'), encoding="utf-8")
    told = beadle("policy", "check", str(new)).stdout
    assert "On libraries, AU09: act, review at 0.60, remove at never" in told


def test_a_policy_that_is_nowhere_says_how_to_name_one() -> None:
    assert "is no policy: a file, a version's number, live, or shipped" in refused("policy", "check", "nowhere.toml")


# ── diff ──


def test_the_same_policy_changes_nothing(history: Path) -> None:
    told = beadle("policy", "diff", "shipped", "shipped", str(history)).stdout
    assert "6 comments" in told
    assert "nothing changes" in told


def test_a_rule_that_only_watches_releases_and_says_what_it_would_have_done(history: Path, new: Path) -> None:
    answer = compared(new, observing("AU08", changed()), history)
    released = [change for change in answer["changes"] if change["clause"] == "AU08"]
    assert [(c["id"], c["kind"], c["before"], c["after"], c["would"]) for c in released] == [
        (comment_id, Kind.RELEASED, "remove", "keep", "remove") for comment_id in ("c0", "c1", "c2", "c5")
    ]
    assert released[0]["text"] == NUMBERS[0]


def test_authors_points_and_sanctions_are_compared(history: Path, new: Path) -> None:
    answer = compared(new, observing("AU08", changed()), history)
    jo, vi = answer["authors"]
    assert (jo["author"], jo["points_before"], jo["points_after"]) == ("Jo", 3, 0)
    assert (jo["sanctions_that_come"], jo["sanctions_that_fall"]) == ([], ["block", "warning"])
    assert (vi["author"], vi["points_before"], vi["points_after"], vi["sanctions_that_fall"]) == ("Vi", 1, 0, [])


def test_a_ladder_alone_changes_sanctions_and_no_text(history: Path, new: Path) -> None:
    answer = compared(new, changed(("at = 3", "at = 4")), history)
    assert answer["changes"] == []
    assert [(a["author"], a["sanctions_that_come"], a["sanctions_that_fall"]) for a in answer["authors"]] == [
        ("Jo", [], ["block"])
    ]


def test_a_rule_that_begins_to_watch_is_shown_with_what_it_sees(history: Path, new: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    old.write_text(SHIPPED_TEXT.replace('id = "AU08"\n', 'id = "AU08"\nstate = "off"\n'), encoding="utf-8")
    answer = compared(new, observing("AU08", changed()), history, str(old))
    assert {(c["id"], c["kind"], c["would"]) for c in answer["changes"]} == {
        (comment_id, Kind.WATCHED, "remove") for comment_id in ("c0", "c1", "c2", "c5")
    }
    assert answer["authors"] == []


def test_a_threshold_that_is_moved_up_lets_go_and_moved_back_catches(history: Path, new: Path) -> None:
    cost = "strike = { points = 1, days = 60 }"
    text = changed((f"remove_at = 0.90\nreview_at = 0.60\n{cost}", f"remove_at = 0.99\nreview_at = 0.99\n{cost}"))
    answer = compared(new, text, history)
    assert [(c["id"], c["clause"], c["kind"]) for c in answer["changes"]] == [("c4", "AU09", Kind.RELEASED)]
    back = json.loads(beadle("policy", "diff", str(new), "shipped", str(history), "--json").stdout)
    assert [(c["id"], c["clause"], c["kind"]) for c in back["changes"]] == [("c4", "AU09", Kind.CAUGHT)]


def test_a_removal_that_becomes_a_review_and_back(history: Path, new: Path) -> None:
    start = SHIPPED_TEXT.index('id = "AU08"')
    text = changed()[:start] + changed()[start:].replace("remove_at = 0.90\n", "", 1)
    answer = compared(new, text, history)
    assert {change["kind"] for change in answer["changes"]} == {Kind.TO_REVIEW}
    back = json.loads(beadle("policy", "diff", str(new), "shipped", str(history), "--json").stdout)
    assert {change["kind"] for change in back["changes"]} == {Kind.TO_REMOVE}
    assert len(back["changes"]) == len(answer["changes"]) == 4


def test_a_claim_that_is_newly_answered_is_a_change(history: Path, new: Path) -> None:
    claim = '\n[[claim]]\nid = "bins"\nall_of = [["bins are great"]]\ncorrection = "They are."\napproved_by = "Ann"\n'
    answer = compared(new, changed(more=claim), history)
    assert [(c["id"], c["clause"], c["kind"]) for c in answer["changes"]] == [("c3", "claim bins", Kind.CAUGHT)]


def test_a_person_is_shown_counts_texts_and_authors(history: Path, new: Path) -> None:
    new.write_text(observing("AU08", changed()), encoding="utf-8")
    told = beadle("policy", "diff", "shipped", str(new), str(history), "--texts", "1").stdout
    assert NUMBERS[0] in told
    assert NUMBERS[1] not in told
    assert "... and 3 more" in told
    assert "keep (watched; would remove)" in told
    assert "Authors whose strikes change" in told


def test_a_bad_line_of_history_is_named(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    file.write_text('{"id": "c1"}\n', encoding="utf-8")
    assert "field author is missing" in refused("policy", "diff", "shipped", "shipped", str(file))
