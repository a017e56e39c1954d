"""The Corrections port."""

from dataclasses import replace

from beadle.domain.corrections import CorrectionStatus
from beadle.domain.ports import Corrections
from tests.contract.samples import CORRECTION, LATER, REF

ISSUED = replace(
    CORRECTION, status=CorrectionStatus.ISSUED, steps=("retracted", "published anew"), ref=REF, issued_at=LATER
)


def test_a_correction_is_opened_once_and_read_back_whole(corrections: Corrections) -> None:
    assert corrections.open(CORRECTION) == CORRECTION
    assert corrections.open(replace(CORRECTION, requested_by="beth")) == CORRECTION
    assert list(corrections.list()) == [CORRECTION]


def test_a_repetition_is_told_how_far_the_first_has_come(corrections: Corrections) -> None:
    corrections.open(CORRECTION)
    corrections.save(ISSUED)
    assert corrections.open(CORRECTION) == ISSUED
    assert list(corrections.list()) == [ISSUED]


def test_the_register_lists_every_entry(corrections: Corrections) -> None:
    ids = {f"c{number}" for number in range(5)}
    for correction_id in ids:
        corrections.open(replace(CORRECTION, correction_id=correction_id))
    assert {entry.correction_id for entry in corrections.list()} == ids
