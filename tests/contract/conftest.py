"""Every port twice: in memory, and on the embedded AWS with the tables that template.yaml describes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import pytest
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]  # it has no types

from beadle.adapters.aws import client, forget_clients
from beadle.adapters.dynamodb.channels import DynamoChannels
from beadle.adapters.dynamodb.comments import DynamoComments
from beadle.adapters.dynamodb.corrections import DynamoCorrections
from beadle.adapters.dynamodb.histories import DynamoHistories
from beadle.adapters.dynamodb.policies import DynamoPolicies
from beadle.adapters.dynamodb.posts import DynamoPosts
from beadle.adapters.dynamodb.state import DynamoState
from beadle.adapters.dynamodb.strikes import DynamoStrikes
from beadle.adapters.dynamodb.tasks import DynamoTasks
from beadle.adapters.dynamodb.usage import DynamoUsage
from beadle.domain.policies import Policies
from beadle.domain.ports import (
    Channels,
    Comments,
    Corrections,
    Histories,
    Posts,
    State,
    Strikes,
    Tasks,
    Usage,
)
from local.embedded_aws import EmbeddedAws
from tests.contract.samples import NOW
from tests.fakes import (
    FixedClock,
    InMemoryChannels,
    InMemoryComments,
    InMemoryCorrections,
    InMemoryHistories,
    InMemoryPolicies,
    InMemoryPosts,
    InMemoryState,
    InMemoryStrikes,
    InMemoryTasks,
    InMemoryUsage,
)

RETENTION_DAYS = 365
TEMPLATE = Path(__file__).parents[2] / "template.yaml"
OF_A_TABLE = ("AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "KeySchema")

MakeTable = Callable[[str], str]


class Stores(Protocol):
    """Everything that keeps records, each new and empty."""

    def comments(self) -> Comments: ...
    def histories(self) -> Histories: ...
    def strikes(self) -> Strikes: ...
    def posts(self) -> Posts: ...
    def channels(self) -> Channels: ...
    def corrections(self) -> Corrections: ...
    def tasks(self) -> Tasks: ...
    def state(self) -> State: ...
    def policies(self) -> Policies: ...
    def usage(self) -> Usage: ...


class InMemoryStores:
    comments = InMemoryComments
    histories = InMemoryHistories
    strikes = InMemoryStrikes
    posts = InMemoryPosts
    channels = InMemoryChannels
    corrections = InMemoryCorrections
    tasks = InMemoryTasks
    state = InMemoryState
    policies = InMemoryPolicies
    usage = InMemoryUsage


class DynamoStores:
    def __init__(self, make_table: MakeTable) -> None:
        self._make_table = make_table

    def comments(self) -> Comments:
        return DynamoComments(self._make_table("Comments"), RETENTION_DAYS)

    def histories(self) -> Histories:
        return DynamoHistories(self._make_table("Comments"), RETENTION_DAYS)

    def strikes(self) -> Strikes:
        return DynamoStrikes(self._make_table("Strikes"), RETENTION_DAYS)

    def posts(self) -> Posts:
        return DynamoPosts(self._make_table("Posts"))

    def channels(self) -> Channels:
        return DynamoChannels(self._make_table("Channels"))

    def corrections(self) -> Corrections:
        return DynamoCorrections(self._make_table("Corrections"))

    def tasks(self) -> Tasks:
        return DynamoTasks(self._make_table("Tasks"), RETENTION_DAYS)

    def state(self) -> State:
        return DynamoState(self._make_table("State"))

    def policies(self) -> Policies:
        return DynamoPolicies(self._make_table("Policies"))

    def usage(self) -> Usage:
        return DynamoUsage(self._make_table("Usage"), FixedClock(NOW))


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedAws]:
    """The embedded AWS, for which this process's environment is set as long as the tests run."""
    before = dict(os.environ)
    with EmbeddedAws.start(tmp_path_factory.mktemp("aws"), remember=False) as running:
        os.environ.update(running.environment())
        forget_clients()
        yield running
    os.environ.clear()
    os.environ.update(before)
    forget_clients()


@pytest.fixture
def make_table(aws: EmbeddedAws, template: dict[str, Any]) -> MakeTable:
    """Make a new, empty table like the one that template.yaml has under a logical id, and return its name."""

    def make(logical_id: str) -> str:
        properties = template["Resources"][logical_id]["Properties"]
        name = f"{logical_id}-{uuid4().hex[:12]}"
        definition = {part: properties[part] for part in OF_A_TABLE if part in properties}
        client("dynamodb").create_table(TableName=name, **definition)
        return name

    return make


@pytest.fixture(params=["in-memory", pytest.param("dynamodb", marks=pytest.mark.embedded)])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "dynamodb":
        return DynamoStores(request.getfixturevalue("make_table"))
    return InMemoryStores()


@pytest.fixture
def comments(stores: Stores) -> Comments:
    return stores.comments()


@pytest.fixture
def histories(stores: Stores) -> Histories:
    return stores.histories()


@pytest.fixture
def strikes(stores: Stores) -> Strikes:
    return stores.strikes()


@pytest.fixture
def posts(stores: Stores) -> Posts:
    return stores.posts()


@pytest.fixture
def channels(stores: Stores) -> Channels:
    return stores.channels()


@pytest.fixture
def corrections(stores: Stores) -> Corrections:
    return stores.corrections()


@pytest.fixture
def tasks(stores: Stores) -> Tasks:
    return stores.tasks()


@pytest.fixture
def state(stores: Stores) -> State:
    return stores.state()


@pytest.fixture
def usage(stores: Stores) -> Usage:
    return stores.usage()


@pytest.fixture
def policies(stores: Stores) -> Policies:
    return stores.policies()
