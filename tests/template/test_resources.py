"""What each resource must be, whoever edits the template."""

from dataclasses import fields
from typing import Any

import pytest

from beadle import settings
from local.packaging import read_template
from tests.template.stack import ALARMS, QUEUED, ROOMS, Stack, referred, texts

POWERTOOLS = {"POWERTOOLS_SERVICE_NAME"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_has_exactly_the_variables_that_its_settings_read(stack: Stack, room: str) -> None:
    wanted = {item.metadata["name"] for item in fields(getattr(settings, f"{room.title()}Settings"))}

    assert set(stack.variables(room)) - POWERTOOLS == wanted


@pytest.mark.parametrize("room", ROOMS)
def test_a_functions_settings_can_be_read_from_its_variables(stack: Stack, room: str) -> None:
    parameters = {name: p.get("Default") for name, p in stack.written["Parameters"].items()}
    environment = {
        name: str(parameters.get(referred(value) or "", referred(value) or value))
        for name, value in stack.variables(room).items()
    }

    getattr(settings, f"{room.title()}Settings").from_environment(environment)


@pytest.mark.parametrize("room", ROOMS)
def test_one_stem_names_a_function_everywhere(stack: Stack, room: str) -> None:
    written = stack.written["Resources"][room.title()]["Properties"]

    assert written["CodeUri"] == f"functions/{room}/"
    assert written["FunctionName"] == {"Fn::Sub": f"${{AWS::StackName}}-{room}"}
    assert stack.variables(room)["POWERTOOLS_SERVICE_NAME"] == room
    assert stack.outputs[f"{room.title()}Function"]["Value"] == {"Ref": room.title()}


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_stays_within_its_means(stack: Stack, room: str) -> None:
    function = stack.function(room)

    assert function["MemorySize"] <= (512 if room == "moderator" else 256)  # it carries the learned model
    assert function["Runtime"] == "python3.13"
    assert function["Timeout"] <= 120
    assert "TracingConfig" not in function  # constructing the tracer costs a cold start 241 ms


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_logs_json_without_lambdas_own_lines_and_not_for_ever(stack: Stack, room: str) -> None:
    logging = stack.function(room)["LoggingConfig"]

    assert (logging["LogFormat"], logging["SystemLogLevel"]) == ("JSON", "WARN")
    assert stack.of("AWS::Logs::LogGroup")[str(referred(logging["LogGroup"]))]["RetentionInDays"] <= 90


@pytest.mark.parametrize("room", QUEUED)
def test_a_queue_gives_up_into_the_dead_letters_that_its_function_knows(stack: Stack, room: str) -> None:
    queue = stack.of("AWS::SQS::Queue")[f"{room.title()}Queue"]

    assert referred(queue["RedrivePolicy"]["deadLetterTargetArn"]) == f"{room.title()}DeadLetters"
    assert referred(stack.variables(room)["BEADLE_DEAD_LETTERS_URL"]) == f"{room.title()}DeadLetters"


@pytest.mark.parametrize("room", QUEUED)
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run(stack: Stack, room: str) -> None:
    queue = stack.of("AWS::SQS::Queue")[f"{room.title()}Queue"]

    assert queue["VisibilityTimeout"] == 6 * stack.function(room)["Timeout"]


def test_queues_are_encrypted_and_dead_letters_are_kept_as_long_as_can_be(stack: Stack) -> None:
    for name, queue in stack.of("AWS::SQS::Queue").items():
        assert queue["SqsManagedSseEnabled"] is True, name
        if not name.endswith("Queue"):
            assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600, name


@pytest.mark.parametrize("room", QUEUED)
def test_each_message_of_a_batch_fails_by_itself(stack: Stack, room: str) -> None:
    [mapping] = [
        m
        for m in stack.of("AWS::Lambda::EventSourceMapping").values()
        if referred(m["EventSourceArn"]) == f"{room.title()}Queue"
    ]

    assert referred(mapping["FunctionName"]) == room.title()
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BatchSize"] <= 10


def test_tables_can_be_restored_and_forget_in_time(stack: Stack) -> None:
    tables = stack.of("AWS::DynamoDB::Table")

    assert len(tables) == 9
    for name, table in tables.items():
        assert table["BillingMode"] == "PAY_PER_REQUEST", name
        assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True, name
        assert table["SSESpecification"]["SSEEnabled"] is True, name
        assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}, name
        assert referred(table["DeletionProtectionEnabled"]) == "DeletionProtection", name
        for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
            assert stack.resources[name][policy] == "Retain", name


def test_only_the_webhook_can_be_reached_from_the_internet_and_by_few_at_once(stack: Stack) -> None:
    [address] = stack.of("AWS::Lambda::Url").values()
    public = [p for p in stack.of("AWS::Lambda::Permission").values() if p["Principal"] == "*"]

    assert referred(address["TargetFunctionArn"]) == "Webhook"
    assert {referred(permission["FunctionName"]) for permission in public} == {"Webhook"}
    assert stack.function("webhook")["ReservedConcurrentExecutions"] <= 10


def test_no_token_stands_in_the_template(stack: Stack) -> None:
    assert stack.of("AWS::SecretsManager::Secret")["Tokens"]["SecretString"] == "{}"


def test_outputs_name_everything_that_the_command_needs(stack: Stack) -> None:
    named = {referred(output["Value"]) for output in stack.outputs.values()}
    kinds = ("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Lambda::Function", "AWS::Events::EventBus")

    assert {name for kind in kinds for name in stack.of(kind)} | {"Tokens"} <= named


def test_alarms_watch_functions_that_exist_and_queues_that_they_are_given(stack: Stack) -> None:
    alarms = read_template(ALARMS)
    given = stack.of("AWS::CloudFormation::Stack")["Alarms"]["Parameters"]
    watched = {
        text
        for alarm in _alarms(alarms)
        for text in texts(alarm["Properties"]["Metrics"])
        if text.startswith("${Main}")
    }

    assert watched == {f"${{Main}}-{room}" for room in ROOMS}
    assert set(given) == set(alarms["Parameters"])
    assert {referred(v) for v in given.values()} >= set(stack.of("AWS::SQS::Queue"))


def test_an_alarm_reads_no_more_metrics_than_cloudwatch_lets_it(stack: Stack) -> None:
    for alarm in _alarms(read_template(ALARMS)):
        metrics = alarm["Properties"]["Metrics"]
        assert len([m for m in metrics if "MetricStat" in m]) <= 10
        assert len([m for m in metrics if m["ReturnData"]]) == 1


def _alarms(template: Any) -> list[Any]:
    return [r for r in template["Resources"].values() if r["Type"] == "AWS::CloudWatch::Alarm"]
