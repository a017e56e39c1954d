import pytest

from tests.template.stack import Stack


@pytest.fixture(scope="session")
def stack() -> Stack:
    return Stack.load()
