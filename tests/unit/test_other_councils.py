"""Three other councils' published policies as files: the same comments, judged as each of them says."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from beadle.domain.judgements import Rulebook, Verdict
from beadle.policy.loader import load
from cli.backtest import Judging
from cli.comparison import compare
from tests.judging import written

FOLDER = Path(__file__).parents[2] / "docs" / "policies"
COUNCILS = ("shipped", "brighton-and-hove", "oldham", "rotherham")
KEEP, REVIEW, REMOVE = Verdict.KEEP, Verdict.REVIEW, Verdict.REMOVE

SAME = [
    ("The council is a joke and wastes our money", KEEP),
    ("Thank you, the new bins are great", KEEP),
    ("I know where you live and I'm going to stab you", REMOVE),
    ("The woman on your front desk is a fat pig", REMOVE),
    ("Immigrants are vermin and should all be deported", REMOVE),
]
DIFFERENT = [  # what each council makes of it, in the order above
    ("This bin service is fucking useless", REVIEW, REMOVE, REMOVE, REMOVE),
    ("Ring me at home on 07700 900123", REMOVE, KEEP, KEEP, REMOVE),
    ("Vote Green on 7 May, join us", REVIEW, KEEP, KEEP, REVIEW),
    ("Watch the full match free: https://123movies.to/derby", REMOVE, REVIEW, REMOVE, REMOVE),
    ("Wheelie bin cleaning from £4! DM us to book, 20% off for new customers", REMOVE, KEEP, REMOVE, REMOVE),
    ("@Sue you are just lazy and ignorant", REVIEW, REVIEW, KEEP, KEEP),
    ("Check out my channel for Christmas covers!!", REMOVE, REMOVE, REVIEW, REMOVE),
]


@cache
def policy(council: str) -> Rulebook:
    return load() if council == "shipped" else load(FOLDER / f"{council}.toml")


def verdict(council: str, text: str) -> Verdict:
    return Judging(policy(council))(written(text, "Bin collections change next week.")).verdict


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(("text", "expected"), SAME)
def test_on_criticism_threats_abuse_and_hatred_all_agree(council: str, text: str, expected: Verdict) -> None:
    assert verdict(council, text) is expected


@pytest.mark.parametrize(("text", "expected"), [(row[0], row[1:]) for row in DIFFERENT], ids=[r[0] for r in DIFFERENT])
def test_where_policies_differ_so_do_verdicts(text: str, expected: tuple[Verdict, ...]) -> None:
    assert {council: verdict(council, text) for council in COUNCILS} == dict(zip(COUNCILS, expected, strict=True))


@pytest.mark.parametrize(
    ("texts", "blocked_by"),
    [
        (["The woman on your front desk is a fat pig"], {"brighton-and-hove", "oldham"}),
        (["This bin service is fucking useless"], {"brighton-and-hove"}),
        (["This bin service is fucking useless", "What a load of bollocks"], {"brighton-and-hove", "oldham"}),
        (
            ["This bin service is fucking useless", "What a load of bollocks", "Shit roads as well"],
            {"brighton-and-hove", "oldham", "rotherham"},
        ),
    ],
    ids=["abuse once", "swearing once", "swearing twice", "swearing thrice"],
)
def test_offences_block_as_soon_as_each_policy_has_it(texts: list[str], blocked_by: set[str]) -> None:
    comments = [written(text, comment_id=f"c{number}") for number, text in enumerate(texts)]
    without = load()  # under which swearing goes to an officer, and nobody is blocked for one comment
    blocked = {
        council
        for council in COUNCILS
        if any("block" in standing.come for standing in compare(comments, without, policy(council)).standings)
    }
    assert blocked == blocked_by


def test_jab_after_jab_is_looked_at_where_a_policy_speaks_of_provoking_or_trolling() -> None:
    jabs = ["@Sue you are thick as mince", "@Bob you are a fool", "@Raj you're an idiot mate", "@Lee you are a clown"]
    looked_at = set()
    for council in COUNCILS:
        judging = Judging(policy(council))
        *_, last = [judging(written(jab, "The pool opens on Monday.", comment_id=jab)) for jab in jabs]
        if any(breach.finding.detector == "provocation" and breach.verdict is REVIEW for breach in last.breaches):
            looked_at.add(council)
    assert looked_at == {"shipped", "rotherham"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_each_says_where_it_was_published_and_that_nobody_adopted_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert data["published"].keys() == {"title", "url", "read_on"}
    assert "not adopted by anyone" in text
    assert all("published_as" in rule for rule in data["rule"] if rule.get("state") != "off")


def test_there_are_three() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(COUNCILS[1:])
