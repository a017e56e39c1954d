"""The Policies port."""

from dataclasses import replace

import pytest

from beadle.domain.errors import AlreadyExists, Contended, NotFound
from beadle.domain.policies import MOST_BYTES, LivePolicy, Policies
from tests.contract.samples import LATER, MUCH_LATER, NOW, POLICY_VERSION

FIRST = LivePolicy(7, "beth", LATER, "Swearing goes to an officer")
SECOND = LivePolicy(6, "carl", MUCH_LATER, "Too many reviews")


def test_no_version_is_there_and_none_live_at_first(policies: Policies) -> None:
    assert policies.list() == ()
    assert policies.live() is None
    with pytest.raises(NotFound, match="no version 7"):
        policies.get(7)


def test_a_version_is_read_back_whole_however_long_its_text(policies: Policies) -> None:
    longest = replace(POLICY_VERSION, text="version = 7\n# " + "\N{SNOWMAN}" * ((MOST_BYTES - 14) // 3))
    policies.add(longest)
    assert policies.get(7) == longest


def test_versions_are_listed_by_number_and_not_as_texts(policies: Policies) -> None:
    numbers = [10, 9, 100, 2]
    for number in numbers:
        policies.add(replace(POLICY_VERSION, number=number))
    policies.go_live(FIRST, None)
    assert [version.number for version in policies.list()] == sorted(numbers)


def test_the_same_proposal_again_is_nothing_and_keeps_the_first(policies: Policies) -> None:
    policies.add(POLICY_VERSION)
    policies.add(replace(POLICY_VERSION, proposed_at=LATER))
    assert policies.list() == (POLICY_VERSION,)


@pytest.mark.parametrize("change", [{"label": "7+00000000", "text": "another"}, {"proposed_by": "carl"}], ids=str)
def test_a_number_is_taken_once(policies: Policies, change: dict[str, str]) -> None:
    policies.add(POLICY_VERSION)
    with pytest.raises(AlreadyExists, match="amir"):
        policies.add(replace(POLICY_VERSION, **change))  # type: ignore[arg-type]  # every changed field is a text
    assert policies.get(7) == POLICY_VERSION


def test_the_first_approval_stays(policies: Policies) -> None:
    policies.add(POLICY_VERSION)
    approved = policies.approve(7, "beth", LATER)
    assert approved == replace(POLICY_VERSION, approved_by="beth", approved_at=LATER) == policies.get(7)
    assert policies.approve(7, "carl", MUCH_LATER) == approved == policies.get(7)


def test_what_was_not_proposed_cannot_be_approved(policies: Policies) -> None:
    with pytest.raises(NotFound, match="no version 7"):
        policies.approve(7, "beth", LATER)
    assert policies.list() == ()


def test_a_version_goes_live_in_the_place_of_the_one_that_was_read(policies: Policies) -> None:
    policies.go_live(FIRST, None)
    assert policies.live() == FIRST
    policies.go_live(SECOND, FIRST)
    assert policies.live() == SECOND


@pytest.mark.parametrize("read", [None, SECOND, replace(FIRST, since=NOW)], ids=["none", "another", "its return"])
def test_two_officers_who_read_the_same_do_not_overwrite_one_another(
    policies: Policies, read: LivePolicy | None
) -> None:
    policies.go_live(FIRST, None)
    with pytest.raises(Contended):
        policies.go_live(SECOND, read)
    assert policies.live() == FIRST


def test_nothing_goes_live_in_the_place_of_what_never_was(policies: Policies) -> None:
    with pytest.raises(Contended):
        policies.go_live(SECOND, FIRST)
    assert policies.live() is None
