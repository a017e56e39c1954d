"""The sandbox's server and an explainer in memory, for the tests of its API and of its page."""

from collections.abc import Iterator

import pytest

from tests.sandbox_server import TOKEN, InMemoryExplanations, RunningSandbox, running_sandbox


@pytest.fixture(scope="session")
def explanations() -> InMemoryExplanations:
    """Return whoever explains; `sandbox` empties it."""
    return InMemoryExplanations()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, explanations: InMemoryExplanations) -> Iterator[RunningSandbox]:
    """Serve one sandbox a module."""
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), explanations) as running:
        running.store.add_account("corporate", "Westmarch Borough Council", TOKEN)
        running.store.add_account("libraries", "Westmarch Libraries", "another-token")
        yield running


@pytest.fixture
def sandbox(served: RunningSandbox, explanations: InMemoryExplanations) -> RunningSandbox:
    """Return it without faults, and with nothing explained."""
    served.faults.clear()
    vars(explanations).update(vars(InMemoryExplanations()))
    return served


@pytest.fixture
def post(sandbox: RunningSandbox) -> str:
    """Return a new post's id."""
    return sandbox.store.add_post("corporate", "The pool is closed on Friday.").native_id
