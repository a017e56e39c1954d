"""What the end-to-end tests share."""

from collections.abc import Iterator

import pytest

from tests.e2e.bluesky_network import BlueskyNetwork, NetworkMissing


@pytest.fixture(scope="session")
def bluesky_network() -> Iterator[BlueskyNetwork]:
    """A real Bluesky network with the public one's rate limits; skips, saying what is missing."""
    try:
        network = BlueskyNetwork.start(rate_limits=True)
    except NetworkMissing as missing:
        pytest.skip(f"no Bluesky network: {missing}")
    with network:
        yield network
