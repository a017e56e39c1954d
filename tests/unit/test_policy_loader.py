"""A policy file becomes a rulebook, or says everything that is wrong with it."""

import re
from pathlib import Path

import pytest

from beadle.detectors.registry import DETECTORS
from beadle.domain.errors import PolicyInvalid
from beadle.domain.judgements import Finding, RuleState, Strike, Verdict
from beadle.policy.loader import PACKAGED, load
from beadle.policy.schema import CLAUSES
from tests.judging import SHARED

NO_CONFIDENCE = "must be a confidence, more than 0 and at most 1"
FOR_A_PERSON = "must be more than 0.79, below which a finding is for a person to decide"
NO_GROUPS = "must be a list of groups, each a list of words or phrases"
STRIKE_30 = "strike = { points = 1, days = 30 }"
STRIKE_90 = "strike = { points = 1, days = 90 }"
PUBLISHED = SHARED.parent / "policy" / "social-media-policy.txt"


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = PACKAGED.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "policy.toml"
    path.write_text(text)
    return path


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(PolicyInvalid) as raised:
        load(path)
    return raised.value.problems


def test_the_packaged_policy_has_a_rule_for_every_clause() -> None:
    assert {rule.clause: rule.slug for rule in load().rules} == CLAUSES


def test_it_listens_to_every_detector() -> None:
    assert {name for rule in load().rules for name in rule.detectors} == set(DETECTORS)


def test_its_version_is_the_officers_number_and_the_files_digest(tmp_path: Path) -> None:
    version = load().version
    assert re.fullmatch(r"1\+[0-9a-f]{8}", version)
    assert load(changed(tmp_path, ("version = 1", "version = 2"))).version.startswith("2+")
    assert load(changed(tmp_path, ("at = 2", "at = 1"))).version not in ("", version)


def test_what_the_council_says_of_itself_reaches_every_detector() -> None:
    parameters = load().parameters
    assert parameters.keys() == DETECTORS.keys()
    assert all(section["domains"] == ["harrowmere.gov.uk"] for section in parameters.values())
    assert "bit.ly" in str(parameters["spam-link"]["shorteners"])


def test_a_rule_is_read_with_its_thresholds_strike_and_state(tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        (
            "remove_at = 0.90\nreview_at = 0.50\nstrike = { points = 1, days = 90 }",
            'remove_at = 0.95\nreview_at = 0.6\nstate = "observe"\nstrike = { points = 3, days = 10 }',
        ),
    )
    rule = next(rule for rule in load(path).rules if rule.clause == "AU02")
    assert (rule.remove_at, rule.review_at, rule.state, rule.strike) == (0.95, 0.6, RuleState.OBSERVE, Strike(3, 10))


@pytest.mark.parametrize("clause", ["AU01", "AU07"])
def test_civility_and_relevance_are_never_removed_by_machine(clause: str) -> None:
    rule = next(rule for rule in load().rules if rule.clause == clause)
    assert rule.verdict(Finding(rule.detectors[0], 1.0, 0, 1, "")) is Verdict.REVIEW


@pytest.mark.skipif(not PUBLISHED.exists(), reason="needs ../shared/policy")
def test_every_rule_quotes_the_published_policy() -> None:
    published = " ".join(PUBLISHED.read_text().split())
    quoted = re.findall(r'^text = "(.*)"$', PACKAGED.read_text(), re.M)
    assert len(quoted) == len(CLAUSES)
    assert [text for text in quoted if text not in published] == []


def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("version = \n")
    (problem,) = problems(path)
    assert "line 1" in problem


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"version = 1 # \xff")
    assert "is no TOML file" in problems(path)[0]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version = 1", "version = 0", "version: must be a whole number, 1 or more"),
        ("version = 1", "version = true", "version: must be a whole number, 1 or more"),
        ('approved_by = "Head of C', '# "', "approved_by: must name who approved this version"),
        ("approved_on = 2026-11-02", 'approved_on = "soon"', "approved_on: must be a date, such as 2026-11-02"),
        ("[council]", "colour = 1\n[council]", "colour: is no key of a policy"),
        ("phones = [", "fax = [", "council.fax: is no key of the council's"),
        ('phones = ["01632 960500"', "phones = [1632960500", "council.phones: must be a list of texts"),
        ('phones = ["01632 960500"', 'phones = ["not a phone"', 'council.phones: "not a phone" is no telephone number'),
        ('emails = ["', 'emails = ["customer.first", "', 'council.emails: "customer.first" is no e-mail address'),
        (
            'domains = ["',
            'domains = ["https://harrowmere.gov.uk/", "',
            'council.domains: "https://harrowmere.gov.uk/" is no domain in small letters, such as council.gov.uk',
        ),
        (
            '"bbc.com"',
            '"BBC.com"',
            'council.trusted: "BBC.com" is no domain in small letters, such as council.gov.uk',
        ),
        ('id = "AU08"', 'id = "AU13"', "rule AU08: must be there once, and is there 0 times"),
        ('id = "AU08"', 'id = "AU09"', "rule AU09: must be there once, and is there 2 times"),
        ('slug = "spam"', 'slug = "spams"', 'rule AU11: slug: must be "spam"'),
        ('"insult"', '"insults"', 'rule AU03: detectors: there is no detector "insults"'),
        ('["insult", "learned-insult"]', "[]", "rule AU03: detectors: must be a list of one or more detectors' names"),
        ('"insult"', '"insult", "insult"', 'rule AU03: detectors: "insult" is there twice'),
        ("remove_at = 0.90", "remove_at = 0.5", f"rule AU02: remove_at: {FOR_A_PERSON}"),
        (
            "remove_at = 0.90",
            "remove_at = 90",
            f"rule AU02: remove_at: {NO_CONFIDENCE}; leave it out where no machine may remove",
        ),
        ("review_at = 0.50", "review_at = nan", f"rule AU01: review_at: {NO_CONFIDENCE}"),
        (
            f"review_at = 0.50\n{STRIKE_90}",
            f"review_at = 0.99\n{STRIKE_90}",
            "rule AU02: remove_at: must not be less than review_at",
        ),
        (STRIKE_30, "strike = 1", "rule AU01: strike: must give points and days"),
        (
            STRIKE_30,
            "strike = { points = -1, days = 30 }",
            "rule AU01: strike.points: must be a whole number, 0 or more",
        ),
        (STRIKE_30, "strike = { points = 1, days = 0 }", "rule AU01: strike.days: must be a whole number, 1 or more"),
        ('text = "Are civil', 'state = "sleep"\ntext = "Are civil', "rule AU01: state: must be act, observe or off"),
        ('text = "Are civil and polite"', 'text = ""', "rule AU01: text: must quote the published clause"),
        ('kind = "warning"', 'kind = "flogging"', "sanction flogging: kind: must be warning, block or report"),
        ("at = 2", 'at = "two"', "sanction warning: at: must be a whole number of points, 1 or more"),
        ('kind = "block"', 'kind = "warning"', "sanction warning: kind: is there twice"),
        ('id = "bins-monthly"', 'id = "library-closing"', "claim library-closing: id: is there twice"),
        (
            'none_of = [\n  "closing time",',
            "none_of = [3,",
            "claim library-closing: none_of: must be a list of words or phrases",
        ),
        ('  ["council tax", "c tax", "ctax"],', "  [],", f"claim council-tax-doubling: all_of: {NO_GROUPS}"),
        ("[detector.piracy]", "[detector.privacy]", "detector.privacy: there is no such detector"),
        ("hosts = [", "ghosts = [", "detector.piracy.ghosts: is no setting of this detector"),
        (
            'register_of = "2',
            'register_of = 2 # "',
            "detector.party-promotion.register_of: must be a text or a list of texts",
        ),
    ],
)
def test_a_problem_is_named_by_rule_and_key(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert problem in problems(changed(tmp_path, (old, new)))


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, ("version = 1", "version = 0"), ('slug = "spam"', 'slug = "x"'), ("at = 3", "at = 0"))
    assert len(problems(path)) == 3


@pytest.mark.parametrize(
    "content", ["", "version = 1", 'rule = "x"', "rule = [1]\nclaim = 2\nsanction = 3\ncouncil = 4\ndetector = 5"]
)
def test_a_file_of_another_shape_is_refused_without_a_crash(tmp_path: Path, content: str) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(content)
    assert problems(path)
