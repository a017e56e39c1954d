"""One deployed stack for all tests that only need one."""

from collections.abc import Iterator

import pytest

from local.demo.stage import Stage, staged
from tests.patience import hurry


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The unchanged template in an embedded AWS, a sandbox beside it, and a channel; officers are asked."""
    with staged(tmp_path_factory.mktemp("deployed"), port=0, offset=0.0, automatic_sanctions=False) as stage:
        hurry(stage.aws)
        yield stage
