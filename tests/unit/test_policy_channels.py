"""What differs on one of the council's accounts (clause PB08), and nowhere else."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beadle.detectors.registry import DETECTORS, PARAMETERS
from beadle.domain.errors import PolicyInvalid
from beadle.domain.judgements import RuleState
from beadle.policy.loader import load, rulebook_of
from beadle.policy.schema import problems_of
from beadle.usecases.judge_comment import JudgeComment
from cli.backtest import Judging
from tests.fakes import OneRulebook
from tests.judging import written
from tests.policies import changed
from tests.world import CHANNEL, World

LIBRARIES = """
[[channel]]
id = "libraries"

[channel.council]
phones = ["01632 960777"]

[channel.rule.AU07]
state = "off"

[channel.rule.AU08]
state = "observe"

[channel.rule.AU09]
review_at = 0.70
remove_at = "never"

[channel.detector.spam-link]
trusted = ["openlibrary.example"]

[[channel]]
id = "countryside"

[channel.rule.AU12]
remove_at = 0.99
"""
NUMBER = "His number is 07700 900123"
POLICY = rulebook_of(changed(more=LIBRARIES).encode(), "test")


def rules(channel: str) -> dict[str, Any]:
    return {rule.clause: rule for rule in POLICY.for_channel(channel).rules}


def problems(more: str) -> tuple[str, ...]:
    with pytest.raises(PolicyInvalid) as raised:
        rulebook_of(changed(more=more).encode(), "test")
    return raised.value.problems


def test_an_account_without_a_section_follows_the_policy_as_it_is() -> None:
    assert POLICY.for_channel("corporate") is POLICY
    assert POLICY.rules == load().rules


def test_it_is_worked_out_once() -> None:
    assert POLICY.for_channel("libraries") is POLICY.for_channel("libraries")


def test_every_account_is_judged_by_the_same_version() -> None:
    assert {POLICY.for_channel(channel).version for channel in ("libraries", "countryside", "x")} == {POLICY.version}


def test_rules_differ_in_what_their_section_says_and_in_nothing_else() -> None:
    own, general = rules("libraries"), rules("corporate")
    assert own["AU07"].state is RuleState.OFF
    assert own["AU08"].state is RuleState.OBSERVE
    assert (own["AU09"].review_at, own["AU09"].remove_at) == (0.70, None)
    assert {clause for clause in own if own[clause] != general[clause]} == {"AU07", "AU08", "AU09"}
    assert rules("countryside")["AU12"].remove_at == 0.99


def test_lists_grow_longer_and_keep_what_the_council_says_of_itself() -> None:
    own, general = POLICY.for_channel("libraries").parameters, POLICY.parameters
    assert own["uk-phone"]["phones"] == [*load().parameters["uk-phone"]["phones"], "01632 960777"]  # type: ignore[misc]  # a list of texts, as the schema has it
    assert "openlibrary.example" in str(own["spam-link"]["trusted"])
    assert "bbc.co.uk" in str(own["spam-link"]["trusted"])
    assert "openlibrary.example" not in str(own["advertising"]["trusted"])
    assert "01632 960777" not in str(general)


def test_the_moderator_judges_by_the_accounts_own_policy() -> None:
    world = World()
    own = CHANNEL.channel_id
    policy = rulebook_of(changed(more=LIBRARIES.replace('"libraries"', f'"{own}"')).encode(), "test")
    judge = JudgeComment(world.clock, OneRulebook(policy), world.comments, world.histories, world.strikes, world.bus)
    assert judge.received(world.platform.say(NUMBER)).watched == ("AU08",)


def test_a_backtest_judges_by_the_channel_that_each_line_names() -> None:
    judging, comment = Judging(POLICY), written(NUMBER)
    assert judging(replace(comment, channel_id="libraries")).watched == ("AU08",)
    assert "AU08" in judging(replace(comment, comment_id="c2", channel_id="corporate")).clauses


def test_a_number_that_one_account_publishes_is_personal_information_on_another() -> None:
    for channel, found in (("libraries", 0), ("corporate", 1)):
        rulebook = POLICY.for_channel(channel)
        judgement = Judging(rulebook)(written("The library's number is 01632 960777"))
        assert [b.finding.detector for b in judgement.breaches].count("uk-phone") == found, channel


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("[channel]\nid = 1", "channel: must be a list of tables, each headed [[channel]]"),
        ("[[channel]]", "channel number 1: id: must be the id of one of the council's accounts"),
        ('[[channel]]\nid = "a"\n[[channel]]\nid = "a"', "channel a: id: is there twice"),
        ('[[channel]]\nid = "a"\ncolour = 1', "channel a: colour: is no key of a channel"),
        (
            '[[channel]]\nid = "a"\nrule = 1',
            "channel a: rule: must be tables, each headed [channel.rule.AU07] or the like",
        ),
        (
            '[[channel]]\nid = "a"\nrule.AU13.state = "off"',
            "channel a: rule AU13: there is no such rule to differ from",
        ),
        ('[[channel]]\nid = "a"\nrule.AU07.state = "on"', "channel a: rule AU07: state: must be act, observe or off"),
        ('[[channel]]\nid = "a"\nrule.AU07.slug = "x"', "channel a: rule AU07: slug: cannot differ by channel"),
        (
            '[[channel]]\nid = "a"\nrule.AU08.review_at = 0.95',
            "channel a: rule AU08: remove_at: must not be less than review_at",
        ),
        ('[[channel]]\nid = "a"\ncouncil.fax = ["1"]', "channel a: council.fax: is no key of the council's"),
        ('[[channel]]\nid = "a"\ndetector.nose.x = "1"', "channel a: detector.nose: there is no such detector"),
        ("[published]\ncolour = 1", "published.colour: is no key of a publication"),
        ('[published]\nread_on = "soon"', "published.read_on: must be a date, such as 2026-11-02"),
    ],
)
def test_a_problem_is_named_by_channel_and_key(more: str, problem: str) -> None:
    assert problem in problems("\n" + more + "\n")


def test_a_clause_beside_the_rules_has_an_id_of_its_own_and_quotes_the_published_one() -> None:
    with pytest.raises(PolicyInvalid) as raised:
        rulebook_of(changed(('EN01 = "', 'AU01 = "'), ('EN02 = "', 'EN02 = " " # ')).encode(), "test")
    assert raised.value.problems == (
        "clause.AU01: is no id of a clause beside those of acceptable use, such as EN01",
        "clause.EN02: must quote the published clause",
    )


def test_a_warning_comes_before_a_block() -> None:
    with pytest.raises(PolicyInvalid, match="sanction warning: at: must be fewer points than for a block"):
        rulebook_of(changed(("at = 2", "at = 3")).encode(), "test")


def test_a_setting_that_no_rule_reads_is_named() -> None:
    with pytest.raises(PolicyInvalid, match=r"detector\.piracy: no rule listens to it"):
        rulebook_of(changed(('"piracy", ', "")).encode(), "test")


def test_a_policy_too_long_to_be_kept_is_refused() -> None:
    text = changed().encode()
    with pytest.raises(PolicyInvalid, match="is 400000 bytes long, and must not be longer than 350000"):
        rulebook_of(text + b"#" * (400_000 - len(text)), "test")


TOML = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["version", "published", "clause", "council", "rule", "sanction", "claim", "detector", "channel"]
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["id", "kind", "at", "detectors", "rule", "state", "strike", "all_of"]), TOML)
)


@given(st.dictionaries(st.sampled_from(KEYS), TOML | ROWS))
@settings(max_examples=50, deadline=None)
def test_whatever_a_file_holds_it_is_refused_without_a_crash(policy: dict[str, object]) -> None:
    assert problems_of(policy, {name: PARAMETERS.get(name, frozenset()) for name in DETECTORS})


def test_a_file_of_its_own_is_read_like_the_packaged_one(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(changed(more=LIBRARIES).encode())
    assert load(path) == POLICY
