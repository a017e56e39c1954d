"""A deployed stack as an officer's machine sees it: its tables, queues and functions, all by the stack's outputs."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from beadle.adapters.aws import client, session
from beadle.adapters.clock import SystemClock
from beadle.adapters.dynamodb.channels import DynamoChannels
from beadle.adapters.dynamodb.comments import DynamoComments
from beadle.adapters.dynamodb.corrections import DynamoCorrections
from beadle.adapters.dynamodb.leases import DynamoLeases
from beadle.adapters.dynamodb.policies import DynamoPolicies
from beadle.adapters.dynamodb.posts import DynamoPosts
from beadle.adapters.dynamodb.state import DynamoState
from beadle.adapters.dynamodb.strikes import DynamoStrikes
from beadle.adapters.dynamodb.tasks import DynamoTasks
from beadle.adapters.dynamodb.usage import DynamoUsage
from beadle.adapters.eventbridge import EventBridgeBus
from beadle.adapters.secrets import SecretTokens
from beadle.domain.errors import BeadleError, MalformedInput, NotFound
from beadle.policy.live import LiveRulebooks
from beadle.usecases.change_policy import ChangePolicy
from beadle.usecases.decide_task import DecideTask, WithdrawStrike
from beadle.usecases.explain_comment import ExplainComment

QUEUES = ("moderator", "enforcer", "correction")
EVIDENCE_DAYS = 365  # asked for by adapters which write evidence; nothing does from here
PATIENCE = Config(read_timeout=130, retries={"total_max_attempts": 1})  # longer than any function may run, and once


class FunctionFailed(BeadleError):
    """A function refused what it was asked, or broke; the message is its own."""


class Stack:
    """One stack of Beadle's, in the AWS that the environment names."""

    def __init__(self, outputs: Mapping[str, str]) -> None:
        self.outputs = outputs
        self.clock = SystemClock()

    @classmethod
    def find(cls, name: str) -> "Stack":
        """Return the stack by its name, in one request. NotFound, saying how to name another."""
        try:
            stack = client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" not in str(error):
                raise
            advice = "deploy it, or name another with --stack or BEADLE_STACK"
            raise NotFound(f"there is no stack {name!r} in this account and region: {advice}") from None
        outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
        if "CommentsTable" not in outputs:
            raise NotFound(f"stack {name!r} is none of Beadle's, or is still being made: it has no CommentsTable")
        return cls(outputs)

    @cached_property
    def bus(self) -> EventBridgeBus:
        """The bus."""
        return EventBridgeBus(self.outputs["BusName"])

    @cached_property
    def comments(self) -> DynamoComments:
        """The evidence, for reading."""
        return DynamoComments(self.outputs["CommentsTable"], EVIDENCE_DAYS)

    @cached_property
    def strikes(self) -> DynamoStrikes:
        """The strikes, for reading and withdrawing."""
        return DynamoStrikes(self.outputs["StrikesTable"], EVIDENCE_DAYS)

    @cached_property
    def posts(self) -> DynamoPosts:
        """The council's posts."""
        return DynamoPosts(self.outputs["PostsTable"])

    @cached_property
    def channels(self) -> DynamoChannels:
        """The council's accounts."""
        return DynamoChannels(self.outputs["ChannelsTable"])

    @cached_property
    def corrections(self) -> DynamoCorrections:
        """The register of corrections."""
        return DynamoCorrections(self.outputs["CorrectionsTable"])

    @cached_property
    def tasks(self) -> DynamoTasks:
        """What officers are asked."""
        return DynamoTasks(self.outputs["TasksTable"], EVIDENCE_DAYS)

    @cached_property
    def state(self) -> DynamoState:
        """What holds for the whole council."""
        return DynamoState(self.outputs["StateTable"])

    @cached_property
    def usage(self) -> DynamoUsage:
        """What is used of the platforms' allowances."""
        return DynamoUsage(self.outputs["UsageTable"], self.clock)

    @cached_property
    def secrets(self) -> SecretTokens:
        """The channels' secrets: writing one beside the others, exchanging it."""
        return SecretTokens(self.outputs["TokensSecret"], DynamoLeases(self.outputs["UsageTable"], self.clock))

    @cached_property
    def policies(self) -> DynamoPolicies:
        """The policy's versions."""
        return DynamoPolicies(self.outputs["PoliciesTable"])

    @cached_property
    def rulebooks(self) -> LiveRulebooks:
        """The policy in force, and those that were."""
        return LiveRulebooks(self.policies, self.clock)

    @property
    def change_policy(self) -> ChangePolicy:
        """The officers' verbs on the policy."""
        return ChangePolicy(self.clock, self.policies, self.bus)

    @property
    def explain_comment(self) -> ExplainComment:
        """Everything about a comment."""
        return ExplainComment(self.comments, self.strikes, self.tasks, self.rulebooks)

    @property
    def decide_task(self) -> DecideTask:
        """The officer's verb on a task."""
        return DecideTask(self.clock, self.tasks, self.bus)

    @property
    def withdraw_strike(self) -> WithdrawStrike:
        """The officer's verb on a strike."""
        return WithdrawStrike(self.comments, self.strikes, self.bus)

    def invoke(self, function: str, request: Mapping[str, object]) -> dict[str, Any]:
        """Ask a function ("poller", "emergency", ...) and return its answer. FunctionFailed, in the function's words.

        It is asked once: whether a call that timed out took effect is for the caller to look up.
        """
        name = self.outputs[f"{function.capitalize()}Function"]
        answer = self._patient.invoke(FunctionName=name, Payload=json.dumps(request).encode())
        payload = json.loads(answer["Payload"].read() or b"{}")
        if answer.get("FunctionError"):
            raise FunctionFailed(_words(function, payload))
        return dict(payload)

    @cached_property
    def _patient(self) -> Any:
        return session().create_client("lambda", config=PATIENCE)

    def tokens(self) -> dict[str, dict[str, str]]:
        """Return the platforms' secrets by channel id. MalformedInput when the secret holds something else."""
        text = client("secretsmanager").get_secret_value(SecretId=self.outputs["TokensSecret"])["SecretString"]
        try:
            tokens = json.loads(text)
        except ValueError:
            tokens = None
        if not isinstance(tokens, dict):
            raise MalformedInput("the secret of tokens", ["is no JSON object: put {} into it and add each token again"])
        return tokens

    def put_token(self, channel_id: str, values: Mapping[str, str]) -> None:
        """Write one channel's secret values beside the others'. Contended while a function renews a token."""
        self.secrets.give(channel_id, values)

    def forget_token(self, channel_id: str) -> None:
        """Take one channel's secret values away. Contended while a function renews a token."""
        self.secrets.forget(channel_id)


def _words(function: str, payload: Mapping[str, Any]) -> str:
    """Return what an error's payload says: a refusal in its own words, anything else with its type."""
    kind, message = payload.get("errorType", "Error"), payload.get("errorMessage", "")
    known = {error.__name__ for error in _descendants(BeadleError)}
    return str(message) if kind in known else f"the {function} function broke: {kind}: {message}"


def _descendants(kind: type[BeadleError]) -> set[type[BeadleError]]:
    return {kind}.union(*(_descendants(child) for child in kind.__subclasses__()))
