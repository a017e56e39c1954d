"""The policy of a deployed stack, changed by officers: what each command does, and what it says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from beadle.domain.policies import SHIPPED
from local.demo.stage import Stage
from tests.command import beadle, refused
from tests.integration.test_cli import written
from tests.policies import SHIPPED_TEXT, changed, named, observing

pytestmark = pytest.mark.embedded

EASIER = "remove_at = 0.99\nreview_at = 0.90"  # of copyright, which no other test of this stack breaks


@pytest.fixture(scope="module")
def versions(deployed: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The stack after a version was proposed and approved; at the end the shipped policy is live again."""
    file = tmp_path_factory.mktemp("policy") / "second.toml"
    file.write_text(second(), encoding="utf-8")
    told = beadle("policy", "propose", str(file), "--by", "Ann", "--note", "Copyright").stdout
    assert f"version {named(second())} waits for another officer: beadle policy approve 2" in told
    assert "proposed by Ann" in refused("policy", "approve", "2", "--by", "ann")
    assert f"policy {named(second())} is live" in beadle("policy", "approve", "2", "--by", "Bob").stdout
    yield deployed
    deployed.stack.change_policy.roll_back(SHIPPED, "Bob", "the tests are over")


def second() -> str:
    start = SHIPPED_TEXT.index('id = "AU04"')
    text = changed()
    return text[:start] + text[start:].replace("remove_at = 0.90\nreview_at = 0.50", EASIER, 1)


def test_versions_are_listed_with_who_and_when(versions: Stage) -> None:
    told = beadle("policy", "list").stdout
    (line,) = (line for line in told.splitlines() if line.startswith(named(second())))
    assert "by Ann" in line
    assert "by Bob" in line
    assert "Copyright" in line


def test_a_version_is_shown_and_given_back_letter_by_letter(versions: Stage) -> None:
    assert "proposed" in beadle("policy", "show", "2").stdout
    assert beadle("policy", "show", "2", "--toml").stdout == second()
    assert beadle("policy", "show", "shipped", "--toml").stdout == SHIPPED_TEXT
    assert named(second()) in beadle("policy", "check", "2").stdout


def test_a_comment_of_an_earlier_version_is_still_explained_by_it(versions: Stage) -> None:
    comment_id = written(versions, "Ida", "Ring him at home and tell him yourself: 07700 900123")
    beadle("policy", "observe", "au09", "--by", "Bob", "--reason", "Fêtes are no advertising")
    told = beadle("comments", "show", comment_id).stdout
    judged_by = versions.stack.comments.revisions(comment_id)[0].judgement.policy_version
    assert judged_by in (named(second()), named(SHIPPED_TEXT))  # the moderator may have asked a minute ago
    assert f"policy {judged_by}" in told
    assert "AU08: Do not publicise their" in told


def test_a_rule_stops_at_once_by_one_officer_and_acts_again_by_two(versions: Stage) -> None:
    told = beadle("policy", "observe", "AU10", "--by", "Ann", "--reason", "Catches the MP's office").stdout
    assert "is live since" in told
    stopped = versions.stack.rulebooks.live()
    assert [rule.clause for rule in stopped.rules if rule.state == "observe"][-1] == "AU10"

    told = beadle("policy", "act", "AU10", "--by", "Ann", "--reason", "It was a mistake").stdout
    number = told.partition("version ")[2].partition("+")[0]
    assert f"beadle policy approve {number} --by NAME" in told
    assert "another must approve it" in refused("policy", "approve", number, "--by", "Ann")
    beadle("policy", "approve", number, "--by", "Cy")
    assert "has no rule AU13" in refused("policy", "observe", "AU13", "--by", "Ann", "--reason", "x")


def test_there_is_a_way_back(versions: Stage) -> None:
    told = beadle("policy", "rollback", "2", "--by", "Cy", "--reason", "Too many reviews").stdout
    assert f"policy {named(second())} is live" in told
    assert "no version 99" in refused("policy", "rollback", "99", "--by", "Cy", "--reason", "x")
    told = beadle("policy", "rollback", "shipped", "--by", "Cy", "--reason", "Too many reviews").stdout
    assert f"policy {named(SHIPPED_TEXT)} is live" in told
    (line,) = (line for line in beadle("policy", "list").stdout.splitlines() if line.startswith("shipped"))
    assert "live since" in line


def test_what_a_stack_recorded_is_replayed_under_both(versions: Stage, tmp_path: Path) -> None:
    comment_id = written(versions, "Una", "Tell him yourself, ring 07700 900789")
    file = tmp_path / "watching.toml"
    file.write_text(observing("AU08", changed(version=90)), encoding="utf-8")
    answer = json.loads(beadle("policy", "diff", "2", str(file), "--json").stdout)
    assert answer["old"] == named(second())
    assert comment_id in {c["id"] for c in answer["changes"] if (c["clause"], c["after"]) == ("AU08", "keep")}
