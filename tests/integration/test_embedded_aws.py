"""The embedded AWS keeps what the design rests on: a small stack of everything that Beadle's template is made of."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from botocore.exceptions import ClientError

from local.deployment import DeploymentFailed, deploy
from local.embedded_aws import EmbeddedAws
from local.packaging import TemplateInvalid
from tests.integration.council import CACHE, STACK, Council, running
from tests.patience import eventually

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    with EmbeddedAws.start(tmp_path_factory.mktemp("aws"), remember=False) as aws:
        yield Council(aws)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "aws"


def offset_to(instant: datetime) -> dict[str, str]:
    return {"BEADLE_CLOCK_OFFSET_SECONDS": str(instant.timestamp() - time.time())}


# ── Events, queues, functions ──


def test_an_event_goes_by_rule_and_queue_to_the_function(council: Council) -> None:
    told = council.tell()
    assert eventually(lambda: council.item(told), "the event in the table")["received"] == "1"


def test_a_record_reported_as_failed_comes_again_and_then_is_a_dead_letter(council: Council) -> None:
    council.empty("DeadLetters")
    council.tell(fail=True)
    told = council.tell()
    eventually(lambda: council.item(told), "the other event in the table")
    eventually(lambda: council.waiting("DeadLetters") == 1, "one dead letter")
    assert council.waiting("Queue") == 0


def test_a_process_that_dies_loses_no_message(council: Council) -> None:
    council.empty("DeadLetters")
    council.tell(exit=True)
    eventually(lambda: council.waiting("DeadLetters") == 1, "the message which kills, as a dead letter")
    told = council.tell()
    eventually(lambda: council.item(told), "the message after it")


def test_a_rule_retries_its_function_and_then_sends_the_event_to_the_dead_letters(council: Council) -> None:
    council.empty("DeadLetters")
    council.tell("council.count", schedule="by-rule", fail=True)
    eventually(lambda: council.waiting("DeadLetters") == 1, "the event as a dead letter")
    assert len(council.wakings("by-rule")) == 2  # MaximumRetryAttempts is 1


def test_a_batching_window_gathers_messages(state: Path) -> None:
    with EmbeddedAws.start(state, remember=False) as aws:
        council = Council(aws, Window="2")
        told = [council.tell() for _ in range(3)]
        eventually(lambda: all(council.item(key) for key in told), "all three in the table")
        batches = {(council.item(key) or {})["request"] for key in told}
        assert len(batches) == 1


# ── A function's surroundings ──


def test_a_function_sees_its_folder_its_layer_and_the_runtime_only(council: Council) -> None:
    error, seen = council.invoke("teller", {})
    assert error is None
    assert not [path for path in seen["path"] if "site-packages" in path]
    assert Path(seen["iniconfig"]).parts[-3:-1] == ("python", "iniconfig")
    assert seen["variables"]["TABLE"] == council.outputs["Table"]
    assert not {"HOME", "VIRTUAL_ENV", "USER"} & seen["variables"].keys()


def test_an_error_keeps_its_type_and_the_process_outlives_it(council: Council) -> None:
    before = council.invoke("teller", {})[1]["process"]
    error, told = council.invoke("teller", {"fail": True})
    assert (error, told["errorType"], told["errorMessage"]) == ("Unhandled", "ValueError", "asked to fail")
    assert council.invoke("teller", {})[1]["process"] == before


def test_a_function_may_do_only_what_its_role_allows(council: Council) -> None:
    error, told = council.invoke("teller", {"read": "anything"})
    assert error == "Unhandled"
    assert "AccessDenied" in told["errorMessage"]
    assert "dynamodb:GetItem" in told["errorMessage"]


def test_functions_logs_are_in_one_file(council: Council) -> None:
    told = council.tell()
    eventually(lambda: council.item(told), "the event in the table")
    log = council.aws.state_dir / "functions.log"
    eventually(lambda: f'{{"took": "{told}"}}' in log.read_text(), "the function's line in the log")


def test_only_this_machine_is_answered(council: Council) -> None:
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((str(address), council.aws.port), timeout=5).close()
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert f"0100007F:{council.aws.port:04X}" in listening
    assert f"00000000:{council.aws.port:04X}" not in listening


# ── What the template says ──


def test_a_table_is_as_the_template_has_it(council: Council) -> None:
    dynamodb, table = council.client("dynamodb"), council.outputs["Table"]
    live = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    assert live == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"


def test_a_schedule_is_as_the_template_has_it(council: Council) -> None:
    schedule = council.client("scheduler").get_schedule(Name="council-office-hours")
    assert schedule["ScheduleExpressionTimezone"] == "Europe/London"
    assert (schedule["State"], schedule["Target"]["RetryPolicy"]) == ("DISABLED", {"MaximumRetryAttempts": 0})


def test_a_function_is_as_the_template_has_it(council: Council) -> None:
    teller = council.client("lambda").get_function_concurrency(FunctionName="council-teller")
    assert teller["ReservedConcurrentExecutions"] == 2
    counter = council.client("lambda").get_function_configuration(FunctionName="council-counter")
    assert counter["DeadLetterConfig"]["TargetArn"] == council.arn("DeadLetters")


def test_a_nested_stack_is_deployed_too(council: Council) -> None:
    alarms = council.client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert council.outputs["Alarm"] in [alarm["AlarmArn"] for alarm in alarms]


def test_a_protected_table_outlives_an_attempt_to_delete_it(state: Path) -> None:
    with EmbeddedAws.start(state, remember=False) as aws:
        council = Council(aws, Protected="true")
        with pytest.raises(ClientError, match=r"[Pp]rotect"):
            council.client("dynamodb").delete_table(TableName=council.outputs["Table"])
        council.client("cloudformation").delete_stack(StackName="council")
        time.sleep(1)
        assert council.outputs["Table"] in council.client("dynamodb").list_tables()["TableNames"]


def test_a_second_deployment_changes_what_changed_and_keeps_the_items(council: Council) -> None:
    told = council.tell()
    eventually(lambda: council.item(told), "the event in the table")
    assert council.deploy(Stage="live")["Only"] == "live"
    assert council.deploy()["Days"] == "7"
    assert council.item(told)


def test_a_resource_that_fails_is_named_with_its_reason(council: Council) -> None:
    with pytest.raises(DeploymentFailed, match=r"stack broken: Refused.*[Ll]ayer"):
        deploy(STACK, "broken", {"Broken": "true"}, client=council.aws.client, cache=CACHE)
    outputs = deploy(STACK, "broken", client=council.aws.client, cache=CACHE)
    assert outputs["Bus"] == "broken-bus"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Resources: [", "cannot be read"),
        ("Parameters: {}", "no Resources"),
        ("Resources: {F: {Type: AWS::Serverless::Function, Properties: {CodeUri: nowhere/}}}", "F points at nowhere/"),
    ],
)
def test_a_template_that_cannot_be_packaged_is_told(council: Council, tmp_path: Path, text: str, told: str) -> None:
    template = tmp_path / "template.yaml"
    template.write_text(text)
    with pytest.raises(TemplateInvalid, match=told):
        deploy(template, "none", client=council.aws.client, cache=tmp_path / "cache")


# ── Schedules and the clock ──


def test_schedules_fire_at_the_time_on_the_wall_of_their_zone(state: Path) -> None:
    nine = datetime(2027, 7, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    with EmbeddedAws.start(state, remember=False, variables=offset_to(nine - timedelta(seconds=8))) as aws:
        council = Council(aws, ScheduleState="ENABLED")
        council.schedule("london", "at(2027-07-01T09:00:00)", "Europe/London")
        council.schedule("new-york", "at(2027-07-01T04:00:00)", "America/New_York")
        council.schedule("too-late", "at(2027-07-01T09:00:00)", "UTC")
        council.schedule("off", "at(2027-07-01T09:00:00)", "Europe/London", State="DISABLED")
        names = ("london", "new-york", "office-hours")
        eventually(lambda: all(council.wakings(name) for name in names), "all three wakings")
        for name in names:
            assert nine.timestamp() <= float(council.wakings(name)[0]["at"])
        assert json.loads(council.wakings("office-hours")[0]["event"])["due"] == "2027-07-01T08:00:00Z"
        assert not council.wakings("too-late") + council.wakings("off")


def test_a_changed_schedule_holds_at_once(council: Council) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    council.schedule("changed", f"at({tomorrow:%Y-%m-%dT%H:%M:%S})", ActionAfterCompletion="DELETE")
    scheduler = council.client("scheduler")
    schedule = scheduler.get_schedule(Name="changed")
    soon = datetime.now(UTC) + timedelta(seconds=2)
    kept = {key: schedule[key] for key in ("Name", "FlexibleTimeWindow", "Target", "ActionAfterCompletion")}
    scheduler.update_schedule(ScheduleExpression=f"at({soon:%Y-%m-%dT%H:%M:%S})", **kept)
    eventually(lambda: council.wakings("changed"), "the changed schedule's waking")
    with pytest.raises(scheduler.exceptions.ResourceNotFoundException):
        scheduler.get_schedule(Name="changed")


def test_functions_have_the_clock_that_was_set(state: Path) -> None:
    then = datetime(2027, 3, 28, 1, tzinfo=UTC)
    with EmbeddedAws.start(state, remember=False, variables=offset_to(then)) as aws:
        _error, seen = Council(aws).invoke("teller", {})
        assert then.timestamp() <= seen["now"] < then.timestamp() + 600


# ── Stopping, being killed, starting again ──


def test_what_was_written_outlives_a_kill_and_an_at_fires_once(state: Path) -> None:
    with EmbeddedAws.start(state) as aws:
        council = Council(aws)
        soon = datetime.now(UTC) + timedelta(seconds=1)
        council.schedule("once", f"at({soon:%Y-%m-%dT%H:%M:%S})")
        eventually(lambda: council.wakings("once"), "the schedule's waking")
        council.client("sqs").send_message(QueueUrl=council.outputs["DeadLetters"], MessageBody="kept")
        time.sleep(4)  # two seconds are promised; this machine may be busy
        os.kill(aws.pid, signal.SIGKILL)
        eventually(lambda: not running(aws.pid), "the end of the killed process")
    with EmbeddedAws.start(state) as again:
        assert again.port == aws.port
        assert Council(again).outputs == council.outputs
        assert council.waiting("DeadLetters") == 1
        time.sleep(1.5)  # some ticks of the scheduler, which are not to fire it again
        assert len(council.wakings("once")) == 1
        told = council.tell()
        eventually(lambda: council.item(told), "an event after the restart")


def test_an_at_that_came_due_meanwhile_fires_after_the_start(state: Path) -> None:
    with EmbeddedAws.start(state) as aws:
        soon = datetime.now(UTC) + timedelta(seconds=3)
        Council(aws).schedule("missed", f"at({soon:%Y-%m-%dT%H:%M:%S})")
    time.sleep(max(0.0, (soon - datetime.now(UTC)).total_seconds()) + 0.5)
    with EmbeddedAws.start(state) as again:
        council = Council(again)
        eventually(lambda: council.wakings("missed"), "the waking that was missed")


def test_nothing_is_left_running_nor_complained_of(state: Path) -> None:
    with EmbeddedAws.start(state) as aws:
        function = Council(aws).invoke("teller", {})[1]["process"]
        assert running(function, aws.pid) == [function, aws.pid]
    assert not running(function, aws.pid)
    assert "ERROR" not in aws.log_tail()


@pytest.mark.parametrize("victim", ["itself", "its parent"])
def test_nothing_is_left_running_after_a_kill(state: Path, victim: str) -> None:
    program = f"""
import os, sys, time
from pathlib import Path
from local.embedded_aws import EmbeddedAws
aws = EmbeddedAws.start(Path({str(state)!r}))
print(aws.port, aws.pid, flush=True)
time.sleep(600)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
    assert parent.stdout is not None
    try:
        port, pid = map(int, parent.stdout.readline().split())
        aws = EmbeddedAws(parent, port, state)  # type: ignore[arg-type]  # only its address is used here
        function = Council(aws).invoke("teller", {})[1]["process"]
        os.kill(pid if victim == "itself" else parent.pid, signal.SIGKILL)
        eventually(lambda: not running(pid, function), f"the end of {pid} and {function}")
    finally:
        parent.kill()
        parent.wait()
        parent.stdout.close()


def test_an_interrupted_snapshot_is_no_snapshot(state: Path) -> None:
    with EmbeddedAws.start(state) as aws:
        outputs = Council(aws).outputs
    current = (state / "state" / "current").resolve()
    torn = current.with_name(str(int(current.name) + 1))
    shutil.copytree(current, torn)
    (torn / "dynamodb.json").write_text('{"tables": {')
    with EmbeddedAws.start(state) as again:
        assert not torn.exists()
        assert outputs["Table"] in again.client("dynamodb").list_tables()["TableNames"]
