"""The page of the platforms is made from the table that the enforcer asks."""

from beadle.adapters.platforms.known import ADAPTERS
from beadle.domain.channels import Capability
from beadle.domain.platforms import PLATFORMS
from local.platforms_page import PAGE, WORDS, page


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: make platforms"


def test_every_adapter_has_a_column_and_every_capability_a_line() -> None:
    assert set(ADAPTERS) <= set(PLATFORMS)
    assert set(WORDS) == set(Capability)
    for facts in PLATFORMS.values():
        assert set(facts.abilities) == set(Capability)


def test_what_cannot_be_done_says_what_to_do_by_hand() -> None:
    for name, facts in PLATFORMS.items():
        for capability, ability in facts.abilities.items():
            assert ability.can or ability.by_hand.endswith("."), (name, capability)


def test_the_page_says_which_adapters_have_met_the_live_service() -> None:
    assert page().count("it has not met the") == len(PLATFORMS) - 1  # all but the sandbox
