"""The poller's second schedule, which runs day and night while an emergency lasts."""

from beadle.adapters.aws import answering, client, part

KEPT = (
    "ActionAfterCompletion",
    "Description",
    "EndDate",
    "FlexibleTimeWindow",
    "GroupName",
    "KmsKeyArn",
    "Name",
    "ScheduleExpression",
    "ScheduleExpressionTimezone",
    "StartDate",
    "Target",
)


class SchedulerRoundTheClock:
    """Fits the RoundTheClock port."""

    def __init__(self, schedule_name: str, group: str = "default") -> None:
        self._name = schedule_name
        self._group = group

    def switch(self, on: bool) -> None:
        """Enable or disable the schedule; EventBridge Scheduler wants its whole definition back."""
        state = "ENABLED" if on else "DISABLED"
        with answering("the round-the-clock schedule"):
            schedule = client("scheduler").get_schedule(Name=self._name, GroupName=self._group)
            if part(schedule, "State") != state:
                definition = {name: schedule[name] for name in KEPT if name in schedule}
                client("scheduler").update_schedule(**definition, State=state)
