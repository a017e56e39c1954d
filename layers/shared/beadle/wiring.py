"""Who answers which port: one builder a function, cached, so that a warm function builds nothing.

Imports of adapters stand inside the builders: each function loads only what it uses, since a cold start pays for all.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from beadle.adapters.clock import SystemClock
from beadle.adapters.eventbridge import EventBridgeBus
from beadle.domain.hours import MonitoringHours
from beadle.settings import (
    AccountSettings,
    CorrectionSettings,
    EmergencySettings,
    EnforcerSettings,
    EvidenceSettings,
    ModeratorSettings,
    PlatformSettings,
    PollerSettings,
    SchedulerSettings,
    WebhookSettings,
)

if TYPE_CHECKING:
    from beadle.adapters.secrets import SecretTokens
    from beadle.domain.ports import Channels, Platforms, Rulebooks
    from beadle.events.fact import Fact
    from beadle.usecases.act_on_platform import ActOnPlatform
    from beadle.usecases.correct_misinformation import CorrectMisinformation
    from beadle.usecases.declare_emergency import DeclareEmergency
    from beadle.usecases.mind_channel import MindChannel
    from beadle.usecases.poll_comments import PollComments
    from beadle.usecases.publish_due_posts import PublishDuePosts
    from beadle.usecases.receive_message import ReceiveMessage
    from beadle.usecases.receive_push import ReceivePush


@cache
def poller() -> "PollComments":
    """Return the poller, as its environment describes it."""
    from beadle.adapters.calendar import CouncilCalendar
    from beadle.adapters.dynamodb.state import DynamoState
    from beadle.adapters.round_the_clock import SchedulerRoundTheClock
    from beadle.usecases.poll_comments import PollComments

    settings = PollerSettings.from_environment()
    channels, platforms = _platforms(settings)
    return PollComments(
        clock=SystemClock(),
        calendar=CouncilCalendar(settings.subdivision, settings.closure_days),
        hours=MonitoringHours(),
        channels=channels,
        platforms=platforms,
        bus=EventBridgeBus(settings.bus),
        state=DynamoState(settings.state_table),
        round_the_clock=SchedulerRoundTheClock(settings.emergency_schedule),
        mind=_minding(settings),
    )


@cache
def webhook() -> "ReceivePush":
    """Return the webhook, as its environment describes it."""
    from beadle.adapters.calendar import CouncilCalendar
    from beadle.adapters.dynamodb.state import DynamoState
    from beadle.adapters.dynamodb.usage import DynamoUsage
    from beadle.adapters.platforms.meta.webhooks import MetaDoor
    from beadle.usecases.receive_push import ReceivePush

    settings = WebhookSettings.from_environment()
    channels, platforms = _platforms(settings)
    return ReceivePush(
        clock=SystemClock(),
        calendar=CouncilCalendar(settings.subdivision, settings.closure_days),
        hours=MonitoringHours(),
        channels=channels,
        platforms=platforms,
        state=DynamoState(settings.state_table),
        usage=DynamoUsage(settings.usage_table, SystemClock()),
        bus=EventBridgeBus(settings.bus),
        door=MetaDoor(channels, _tokens(settings)),
    )


@cache
def moderator() -> "ReceiveMessage":
    """Return the moderator, as its environment describes it."""
    from beadle.adapters.dynamodb.comments import DynamoComments
    from beadle.adapters.dynamodb.histories import DynamoHistories
    from beadle.adapters.dynamodb.strikes import DynamoStrikes
    from beadle.events.actions import OfficerDecided
    from beadle.events.comments import CommentEdited, CommentReceived
    from beadle.usecases.judge_comment import JudgeComment

    settings = ModeratorSettings.from_environment()
    judge = JudgeComment(
        clock=SystemClock(),
        rulebooks=_rulebooks(settings),
        comments=DynamoComments(settings.comments_table, settings.retention_days),
        histories=DynamoHistories(settings.comments_table, settings.retention_days),
        strikes=DynamoStrikes(settings.strikes_table, settings.retention_days),
        bus=EventBridgeBus(settings.bus),
    )
    return _listener(
        settings.dead_letters,
        {
            CommentReceived: lambda fact: judge.received(fact.comment()),
            CommentEdited: lambda fact: judge.received(fact.comment()),
            OfficerDecided: judge.decided,
        },
    )


@cache
def enforcer() -> "ReceiveMessage":
    """Return the enforcer, as its environment describes it."""
    from beadle.adapters.dynamodb.strikes import DynamoStrikes
    from beadle.events.actions import OfficerDecided, StrikeWithdrawn
    from beadle.events.judgements import CampaignSeen, CommentJudged, SanctionDue
    from beadle.usecases.enforce_judgement import EnforceJudgement

    settings = EnforcerSettings.from_environment()
    channels, platforms = _platforms(settings)
    act = _acting(settings)
    enforce = EnforceJudgement(
        comments=act.comments,
        strikes=DynamoStrikes(settings.strikes_table, settings.retention_days),
        tasks=act.tasks,
        channels=channels,
        platforms=platforms,
        rulebooks=_rulebooks(settings),
        act=act,
        ask=act.ask,
        automatic_sanctions=settings.automatic_sanctions,
    )
    return _listener(
        settings.dead_letters,
        {
            CommentJudged: enforce.judged,
            SanctionDue: enforce.due,
            CampaignSeen: enforce.campaign,
            OfficerDecided: enforce.decided,
            StrikeWithdrawn: enforce.withdrawn,
        },
        _minding(settings),
    )


@cache
def scheduler() -> "PublishDuePosts":
    """Return the scheduler, as its environment describes it."""
    return _publisher(SchedulerSettings.from_environment())


@cache
def correction() -> tuple["CorrectMisinformation", "ReceiveMessage"]:
    """Return the correction function's verbs, for requests by hand, and its listener, for what comes by queue."""
    from beadle.adapters.dynamodb.corrections import DynamoCorrections
    from beadle.adapters.dynamodb.posts import DynamoPosts
    from beadle.events.judgements import MisinformationFlagged
    from beadle.usecases.correct_misinformation import CorrectMisinformation

    settings = CorrectionSettings.from_environment()
    channels, platforms = _platforms(settings)
    act = _acting(settings)
    correct = CorrectMisinformation(
        clock=act.clock,
        corrections=DynamoCorrections(settings.corrections_table),
        comments=act.comments,
        posts=DynamoPosts(settings.posts_table),
        channels=channels,
        platforms=platforms,
        bus=act.bus,
        rulebooks=_rulebooks(settings),
        act=act,
        ask=act.ask,
    )
    return correct, _listener(settings.dead_letters, {MisinformationFlagged: correct.flagged}, _minding(settings))


@cache
def emergency() -> tuple["DeclareEmergency", "PublishDuePosts"]:
    """Return the emergency function's verbs: those of its own, and the scheduler's for publishing now."""
    from beadle.adapters.dynamodb.state import DynamoState
    from beadle.adapters.round_the_clock import SchedulerRoundTheClock
    from beadle.usecases.declare_emergency import DeclareEmergency

    settings = EmergencySettings.from_environment()
    declare = DeclareEmergency(
        clock=SystemClock(),
        state=DynamoState(settings.state_table),
        round_the_clock=SchedulerRoundTheClock(settings.emergency_schedule),
        bus=EventBridgeBus(settings.bus),
    )
    return declare, _publisher(settings)


def _rulebooks(settings: EvidenceSettings) -> "Rulebooks":
    from beadle.adapters.dynamodb.policies import DynamoPolicies
    from beadle.policy.live import LiveRulebooks

    return LiveRulebooks(DynamoPolicies(settings.policies_table), SystemClock())


def _acting(settings: EnforcerSettings | CorrectionSettings) -> "ActOnPlatform":
    from beadle.adapters.dynamodb.channels import DynamoChannels
    from beadle.adapters.dynamodb.comments import DynamoComments
    from beadle.adapters.dynamodb.tasks import DynamoTasks
    from beadle.usecases.act_on_platform import ActOnPlatform

    return ActOnPlatform(
        clock=SystemClock(),
        comments=DynamoComments(settings.comments_table, settings.retention_days),
        tasks=DynamoTasks(settings.tasks_table, settings.retention_days),
        channels=DynamoChannels(settings.channels_table),
        bus=EventBridgeBus(settings.bus),
    )


def _publisher(settings: SchedulerSettings | EmergencySettings) -> "PublishDuePosts":
    from beadle.adapters.calendar import CouncilCalendar
    from beadle.adapters.dynamodb.posts import DynamoPosts
    from beadle.adapters.dynamodb.state import DynamoState
    from beadle.usecases.publish_due_posts import PublishDuePosts

    channels, platforms = _platforms(settings)
    return PublishDuePosts(
        clock=SystemClock(),
        calendar=CouncilCalendar(settings.subdivision, settings.closure_days),
        hours=MonitoringHours(),
        posts=DynamoPosts(settings.posts_table),
        channels=channels,
        platforms=platforms,
        state=DynamoState(settings.state_table),
        bus=EventBridgeBus(settings.bus),
        mind=_minding(settings),
    )


def _minding(settings: PlatformSettings) -> "MindChannel":
    from beadle.adapters.dynamodb.channels import DynamoChannels
    from beadle.adapters.dynamodb.tasks import DynamoTasks
    from beadle.adapters.dynamodb.usage import DynamoUsage
    from beadle.usecases.ask_officer import AskOfficer
    from beadle.usecases.mind_channel import MindChannel

    clock = SystemClock()
    tasks = DynamoTasks(settings.tasks_table, settings.retention_days)
    return MindChannel(
        channels=DynamoChannels(settings.channels_table),
        usage=DynamoUsage(settings.usage_table, clock),
        ask=AskOfficer(clock, tasks, EventBridgeBus(settings.bus)),
    )


def _platforms(settings: AccountSettings) -> tuple["Channels", "Platforms"]:
    from beadle.adapters.dynamodb.channels import DynamoChannels
    from beadle.adapters.dynamodb.usage import DynamoUsage
    from beadle.adapters.platforms.known import KnownPlatforms

    platforms = KnownPlatforms(_tokens(settings), DynamoUsage(settings.usage_table, SystemClock()))
    return DynamoChannels(settings.channels_table), platforms


def _tokens(settings: AccountSettings) -> "SecretTokens":
    from beadle.adapters.dynamodb.leases import DynamoLeases
    from beadle.adapters.secrets import SecretTokens

    return SecretTokens(settings.tokens_secret, DynamoLeases(settings.usage_table, SystemClock()))


def _listener(
    dead_letters: str, listeners: "dict[type[Fact], Callable[[Any], object]]", mind: "MindChannel | None" = None
) -> "ReceiveMessage":
    from beadle.adapters.dead_letters import SqsDeadLetters
    from beadle.usecases.receive_message import ReceiveMessage

    return ReceiveMessage(SqsDeadLetters(dead_letters), listeners, mind)
