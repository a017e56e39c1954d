"""Each function may do what it does, and nothing more."""

import pytest

from tests.template.stack import POSTPONING, QUEUED, ROOMS, Stack, listed, referred, texts


def test_every_function_has_a_role_that_only_it_may_take(stack: Stack) -> None:
    functions = stack.of("AWS::Lambda::Function")
    roles = [referred(properties["Role"]) for properties in functions.values()]

    assert len(functions) == len(ROOMS)
    assert roles == [f"{name}Role" for name in functions]


@pytest.mark.parametrize("room", ROOMS)
def test_a_functions_role_is_taken_by_lambda_alone(stack: Stack, room: str) -> None:
    trust = stack.of("AWS::IAM::Role")[f"{room.title()}Role"]["AssumeRolePolicyDocument"]

    assert [s["Principal"] for s in trust["Statement"]] == [{"Service": "lambda.amazonaws.com"}]


def test_no_role_takes_a_policy_that_is_not_written_here(stack: Stack) -> None:
    assert not stack.of("AWS::IAM::ManagedPolicy")
    assert not [name for name, role in stack.of("AWS::IAM::Role").items() if role.get("ManagedPolicyArns")]


def test_no_statement_has_a_wildcard(stack: Stack) -> None:
    """The one that AWS itself puts in: a log group's ARN ends in `:*`, for its streams."""
    for name, role in stack.of("AWS::IAM::Role").items():
        for policy in role["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                assert "*" not in "".join(texts([statement["Action"], statement["Resource"]])), (name, statement)
                assert "NotAction" not in statement, (name, statement)
                assert "NotResource" not in statement, (name, statement)


def test_every_statement_of_a_role_says_by_its_sid_what_it_is_for(stack: Stack) -> None:
    for room in ROOMS:
        sids = [statement["Sid"] for statement in stack.statements(room)]
        assert len(set(sids)) == len(sids), room


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_may_use_the_tables_that_it_is_told_of_and_no_others(stack: Stack, room: str) -> None:
    told = {referred(value) for name, value in stack.variables(room).items() if name.endswith("_TABLE")}
    allowed = {
        referred(resource)
        for statement in stack.statements(room)
        for resource in listed(statement["Resource"])
        if all(action.startswith("dynamodb:") for action in listed(statement["Action"])) and referred(resource)
    }

    assert allowed == told


@pytest.mark.parametrize("room", ROOMS)
def test_a_function_writes_to_its_own_logs_only(stack: Stack, room: str) -> None:
    [statement] = [s for s in stack.statements(room) if s["Sid"] == "Log"]

    assert referred(statement["Resource"]) == f"{room.title()}Logs"
    assert referred(stack.function(room)["LoggingConfig"]["LogGroup"]) == f"{room.title()}Logs"


@pytest.mark.parametrize("room", ROOMS)
def test_only_functions_behind_a_queue_may_use_queues_and_only_their_own(stack: Stack, room: str) -> None:
    used = {
        (referred(statement["Resource"]), "sqs:SendMessage" in listed(statement["Action"]))
        for statement in stack.statements(room)
        if any(action.startswith("sqs:") for action in listed(statement["Action"]))
    }
    own = {(f"{room.title()}Queue", False), (f"{room.title()}DeadLetters", True)}  # and whether it may write there
    if room in POSTPONING:
        own.add((f"{room.title()}Queue", True))

    assert used == (own if room in QUEUED else set())


def test_a_role_is_passed_on_to_the_scheduler_only(stack: Stack) -> None:
    passing = [s for room in ROOMS for s in stack.statements(room) if "iam:PassRole" in listed(s["Action"])]

    assert len(passing) == 2
    for statement in passing:
        assert referred(statement["Resource"]) == "SchedulesRole"
        assert statement["Condition"] == {"StringEquals": {"iam:PassedToService": "scheduler.amazonaws.com"}}


def test_a_queue_takes_messages_from_its_own_rule_only(stack: Stack) -> None:
    policies = stack.of("AWS::SQS::QueuePolicy")
    for room in QUEUED:
        policy = policies[f"{room.title()}QueuePolicy"]
        [statement] = policy["PolicyDocument"]["Statement"]
        assert [referred(queue) for queue in policy["Queues"]] == [f"{room.title()}Queue"]
        assert referred(statement["Condition"]["ArnEquals"]["aws:SourceArn"]) == f"{room.title()}Rule"


def test_what_no_rule_could_deliver_is_taken_from_every_rule(stack: Stack) -> None:
    [statement] = stack.of("AWS::SQS::QueuePolicy")["UndeliveredPolicy"]["PolicyDocument"]["Statement"]
    sources = {referred(arn) for arn in statement["Condition"]["ArnEquals"]["aws:SourceArn"]}

    assert sources == set(stack.of("AWS::Events::Rule"))
