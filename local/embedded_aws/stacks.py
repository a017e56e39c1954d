"""What ministack's CloudFormation leaves out of a template.

A schedule's zone and dates, a table's time to live and recovery, a function's dead letters and reserved concurrency;
and numbers which come as text, because a parameter brings them, where a queue's function needs numbers.
"""

import json
from collections.abc import Callable
from typing import Any

from local.embedded_aws.mending import Mend, ministack

Properties = dict[str, Any]
Created = tuple[str, dict[str, Any]]

OF_A_SCHEDULE = {  # what ministack's provisioner drops, and what AWS assumes where the template is silent
    "ScheduleExpressionTimezone": "UTC",
    "StartDate": None,
    "EndDate": None,
}


def whole_schedule(original: Callable[..., Created]) -> Callable[..., Created]:
    """Keep what a template says of a schedule."""

    def provision(*arguments: Any) -> Created:
        name, attributes = original(*arguments)
        properties = _properties(arguments)
        schedules = ministack("services.scheduler")._schedules
        schedule = schedules.get(f"{properties.get('GroupName', 'default')}/{name}")
        if schedule is None:
            raise ValueError(f"AWS::Scheduler::Schedule {name} was not created")
        for prop, default in OF_A_SCHEDULE.items():
            schedule[prop] = properties.get(prop, default)
        return name, attributes

    return provision


def whole_table(original: Callable[..., Created]) -> Callable[..., Created]:
    """Set a table's time to live and its point-in-time recovery as the template has them."""

    def provision(*arguments: Any) -> Created:
        name, attributes = original(*arguments)
        properties = _properties(arguments)
        dynamodb = ministack("services.dynamodb")
        if live := properties.get("TimeToLiveSpecification"):
            _accepted(dynamodb._update_ttl({"TableName": name, "TimeToLiveSpecification": _typed(live)}))
        elif name in dynamodb._ttl_settings:
            dynamodb._ttl_settings.pop(name)
        recovery = properties.get("PointInTimeRecoverySpecification") or {}
        specification = {"TableName": name, "PointInTimeRecoverySpecification": _typed(recovery)}
        _accepted(dynamodb._update_continuous_backups(specification))
        table = dynamodb._tables[name]
        table["DeletionProtectionEnabled"] = _typed(properties).get("DeletionProtectionEnabled", False)
        return name, attributes

    return provision


def deletable_table(original: Callable[[str, Properties], None]) -> Callable[[str, Properties], None]:
    """Refuse to delete a protected table."""

    def delete(name: str, properties: Properties) -> None:
        table = ministack("services.dynamodb")._tables.get(name) or {}
        if table.get("DeletionProtectionEnabled"):
            raise ValueError(f"table {name} is protected: deploy it with DeletionProtectionEnabled false first")
        original(name, properties)

    return delete


def whole_function(original: Callable[..., Created]) -> Callable[..., Created]:
    """Keep a function's dead-letter queue and its reserved concurrency."""

    def provision(*arguments: Any) -> Created:
        name, attributes = original(*arguments)
        properties = _properties(arguments)
        function = ministack("services.lambda_svc")._functions[name]
        if letters := properties.get("DeadLetterConfig"):
            function["config"]["DeadLetterConfig"] = letters
        reserved = properties.get("ReservedConcurrentExecutions")
        function["concurrency"] = None if reserved is None else int(reserved)
        return name, attributes

    return provision


def whole_source(original: Callable[..., Created]) -> Callable[..., Created]:
    """Keep an event source's numbers numbers."""

    def provision(*arguments: Any) -> Created:
        source, attributes = original(*arguments)
        mapping = ministack("services.lambda_svc")._esms[source]
        for number in ("BatchSize", "MaximumBatchingWindowInSeconds"):
            mapping[number] = int(mapping.get(number) or 0)
        if scaling := mapping.get("ScalingConfig"):
            mapping["ScalingConfig"] = {name: int(value) for name, value in scaling.items()}
        return source, attributes

    return provision


def _properties(arguments: tuple[Any, ...]) -> Properties:
    """Return the new properties: create has (id, new, stack), update (id, old, new, stack) and at times an id more."""
    found: Properties = arguments[2] if len(arguments) > 3 else arguments[1]
    return found


def _typed(properties: Properties) -> Properties:
    """Read the booleans which parameters bring along as text."""
    texts = {"true": True, "false": False}
    return {key: texts.get(value, value) if isinstance(value, str) else value for key, value in properties.items()}


def _accepted(answer: tuple[int, object, bytes]) -> None:
    status, _headers, body = answer
    if status >= 400:
        raise ValueError(json.loads(body).get("message", body.decode()))


def mends() -> list[Mend]:
    """Return what is replaced."""
    return [
        _handler("AWS::Scheduler::Schedule", create=whole_schedule, update=whole_schedule),
        _handler("AWS::DynamoDB::Table", create=whole_table, update=whole_table, delete=deletable_table),
        _handler("AWS::Lambda::Function", create=whole_function, update=whole_function),
        _handler("AWS::Lambda::EventSourceMapping", create=whole_source, update=whole_source),
    ]


def _handler(kind: str, **changes: Callable[[Any], Any]) -> Mend:
    def change(handler: dict[str, Any]) -> dict[str, Any]:
        return handler | {operation: mend(handler[operation]) for operation, mend in changes.items()}

    return Mend(
        "services.cloudformation.provisioners",
        f"_RESOURCE_HANDLERS[{kind}]",
        "parts of the template are dropped",
        change,
    )
