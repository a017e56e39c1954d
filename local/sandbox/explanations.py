"""What the page shows of Beadle's work: whoever wires the page to Beadle answers this port.

Ids here are Beadle's: "sandbox:c17", "sandbox:u5". Instants are ISO 8601 with an offset. Spans count characters (code
points) of `Explanation.text`.
"""

from typing import NotRequired, Protocol, TypedDict


class BreachShown(TypedDict):
    """One finding under the clause that it concerns."""

    clause: str  # "AU08"
    sentence: str  # the clause as the council published it
    verdict: str  # what this finding asks for: keep, review, remove
    detector: str  # "uk-phone"
    confidence: float  # 0 to 1
    start: int
    end: int
    reason: str  # in plain words: "a UK mobile number"


class StrikeShown(TypedDict):
    """One strike of the author's."""

    comment_id: str
    clauses: list[str]
    points: int
    expires_at: str
    live: bool


class SanctionShown(TypedDict):
    """What the author's strikes asked for, and what became of it."""

    kind: str  # warning, block, report
    status: str  # asked-for, confirmed, declined, done, failed


class ActionShown(TypedDict):
    """What Beadle did about the comment, and what it then saw."""

    kind: str  # hide, delete, reply, report, ...
    outcome: str  # started, postponed, verified, failed, by-hand, superseded
    at: str
    detail: str


class Explanation(TypedDict):
    """The judgement on the latest revision of a comment that was judged, and what followed."""

    verdict: str  # keep, review, remove
    text: str  # as it was judged: the author may have changed it since
    breaches: list[BreachShown]
    policy_version: str
    judged_at: str
    judged_by: str  # "beadle" or an officer's name
    reason: str  # an officer's words, "" for a machine's judgement
    strikes: list[StrikeShown]
    sanctions: list[SanctionShown]
    actions: list[ActionShown]


class TaskShown(TypedDict):
    """One open task of an officer's."""

    task_id: str
    kind: str  # review, confirm-sanction, by-hand, check, misinformation
    title: str
    instructions: str
    created_at: str
    urgent: bool
    comment_id: NotRequired[str]
    author_id: NotRequired[str]
    evidence: NotRequired[dict[str, str]]


class Explanations(Protocol):
    """Beadle, as the page asks it; called from several threads. May raise BeadleError: the page shows its message."""

    def explain(self, comment_id: str) -> Explanation | None:
        """Return the judgement on a comment and what followed; None while it has not been judged."""

    def tasks(self) -> list[TaskShown]:
        """Return the open tasks, urgent ones first, then the oldest first."""

    def decide(self, task_id: str, confirm: bool, by: str) -> None:
        """Confirm or decline an open task in an officer's name. NotFound, NotAllowedNow."""
