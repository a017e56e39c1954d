"""The template as CloudFormation gets it: after SAM's transform."""

import copy
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from samtranslator.translator.transform import transform  # type: ignore[import-untyped]  # it has no types

from local.packaging import read_template

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "template.yaml"
ALARMS = ROOT / "infra" / "alarms.yaml"
ROOMS = ("poller", "webhook", "moderator", "enforcer", "scheduler", "correction", "emergency")
QUEUED = ("moderator", "enforcer", "correction")
POSTPONING = ("enforcer", "correction")  # of these, the ones that speak to platforms, which may ask to wait

Json = Any
Properties = dict[str, Json]


@dataclass(frozen=True)
class Stack:
    """Resources by logical id; what refers to another resource stays a reference."""

    written: Mapping[str, Json]  # as a person wrote it
    resources: Mapping[str, Json]  # as CloudFormation gets it
    outputs: Mapping[str, Json]

    @classmethod
    def load(cls) -> "Stack":
        written = read_template(TEMPLATE)
        packaged = copy.deepcopy(written)
        for resource in packaged["Resources"].values():
            for key in ("CodeUri", "ContentUri"):
                if key in resource["Properties"]:  # the transform wants what `sam package` would have put there
                    resource["Properties"][key] = "s3://bucket/key"
        with patch.dict(os.environ, AWS_DEFAULT_REGION="eu-west-2"):
            transformed = transform(packaged, {}, SimpleNamespace(load=dict))
        return cls(written, transformed["Resources"], transformed["Outputs"])

    def of(self, kind: str) -> dict[str, Properties]:
        """Return the properties of every resource of a type, by logical id."""
        return {name: r["Properties"] for name, r in self.resources.items() if r["Type"] == kind}

    def function(self, room: str) -> Properties:
        return self.of("AWS::Lambda::Function")[room.title()]

    def statements(self, room: str) -> list[dict[str, Json]]:
        """Return what the function's role allows it."""
        role = self.of("AWS::IAM::Role")[f"{room.title()}Role"]
        return [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]

    def variables(self, room: str) -> dict[str, Json]:
        variables: dict[str, Json] = self.function(room)["Environment"]["Variables"]
        return variables


def referred(value: Json) -> str | None:
    """Return the logical id that `!Ref` or `!GetAtt` names, None for anything else."""
    if isinstance(value, dict) and len(value) == 1:
        [(function, of)] = value.items()
        if function == "Ref":
            return str(of)
        if function == "Fn::GetAtt":
            return str(of[0] if isinstance(of, list) else of.split(".")[0])
    return None


def texts(value: Json) -> Iterator[str]:
    """Yield every text inside a value, those of `!Sub` included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def listed(value: Json) -> list[Json]:
    """Return a value that AWS takes alone or in a list, as a list."""
    return value if isinstance(value, list) else [value]
