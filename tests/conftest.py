"""What holds for every test."""

from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]  # it has no types

# No test asserts a time: on a busy machine any example may take long.
settings.register_profile("beadle", deadline=None)
settings.load_profile("beadle")


class ByWhatIsShared(LoadFileScheduling):  # type: ignore[misc]  # as above
    """A file's tests run in one process, with what the file starts; those of e2e too, with their one network."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        return "tests/e2e" if scope.startswith("tests/e2e/") else scope


@pytest.hookimpl(optionalhook=True)  # without xdist all tests run in one process anyway
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWhatIsShared:
    return ByWhatIsShared(config, log)
