"""History replayed under two policies: what each clause newly catches or releases, and whose strikes change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from beadle.domain.comments import Comment
from beadle.domain.judgements import Judgement, Rulebook, Verdict
from beadle.domain.strikes import RecordedStrike, sanctions_due
from cli.backtest import Judging


class Kind(StrEnum):
    """How a clause's answer to one comment changes."""

    CAUGHT = "newly caught"
    RELEASED = "newly released"
    TO_REMOVE = "removed instead of reviewed"
    TO_REVIEW = "reviewed instead of removed"
    WATCHED = "newly watched"  # by a rule that only watches


@dataclass(frozen=True, slots=True)
class Change:
    """One comment that a clause, or a false claim, answers otherwise under the new policy."""

    clause: str  # "AU08", or "claim library-closing"
    kind: Kind
    before: Verdict  # what the clause asks for under the old policy
    after: Verdict
    would: Verdict  # what it would ask for under the new policy, did it not only watch
    comment: Comment


@dataclass(frozen=True, slots=True)
class Standing:
    """An author whose strikes change: points that their comments cost, and sanctions, over the whole history."""

    author_id: str
    handle: str
    before: int
    after: int
    come: tuple[str, ...]  # kinds of sanctions that are newly asked for: warning, block, report
    fall: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs."""

    old: str  # versions
    new: str
    comments: int
    changes: tuple[Change, ...]  # in the order of the history
    standings: tuple[Standing, ...]  # by author


@dataclass(slots=True)
class _Replay:
    """One policy at work: judgements, and the strikes and sanctions that follow from them."""

    rulebook: Rulebook
    judging: Judging
    strikes: dict[str, dict[str, RecordedStrike]] = field(default_factory=dict)  # by author, by comment
    sanctions: dict[str, set[str]] = field(default_factory=dict)  # ids by author, each beginning with its kind

    def __call__(self, comment: Comment) -> Judgement:
        judgement = self.judging(comment)
        if judgement.verdict is Verdict.REMOVE and judgement.points:
            self._strike(comment, judgement)
        return judgement

    def points(self, author_id: str) -> int:
        return sum(strike.points for strike in self.strikes.get(author_id, {}).values())

    def kinds(self, author_id: str) -> Counter[str]:
        return Counter(sanction_id.partition(":")[0] for sanction_id in self.sanctions.get(author_id, ()))

    def _strike(self, comment: Comment, judgement: Judgement) -> None:
        """Count as the moderator does, by the instants at which the comments were written."""
        author_id, at = comment.author.author_id, comment.seen_at
        of_author = self.strikes.setdefault(author_id, {})
        of_author.setdefault(comment.comment_id, RecordedStrike.of(comment, judgement, at))
        due = sanctions_due(of_author.values(), self.rulebook.sanctions, at, comment.comment_id)
        self.sanctions.setdefault(author_id, set()).update(sanction.sanction_id for sanction in due)


def compare(comments: Iterable[Comment], old: Rulebook, new: Rulebook) -> Comparison:
    """Judge the comments, in their order, by both policies.

    The strikes that count are those which these comments cost: what came before them is not known.
    """
    before, after = _Replay(old, Judging(old)), _Replay(new, Judging(new))
    changes: list[Change] = []
    handles: dict[str, str] = {}
    replayed = 0
    for comment in comments:
        replayed += 1
        handles[comment.author.author_id] = comment.author.handle
        changes += _changes(comment, before(comment), after(comment))
    standings = (_standing(author_id, handle, before, after) for author_id, handle in sorted(handles.items()))
    return Comparison(old.version, new.version, replayed, tuple(changes), tuple(s for s in standings if _differs(s)))


def _changes(comment: Comment, before: Judgement, after: Judgement) -> Iterator[Change]:
    was, now = _asked(before), _asked(after)
    watched_before, watched = _watched(before), _watched(after)
    for clause in sorted({*was, *now, *watched}):
        verdicts = was.get(clause, Verdict.KEEP), now.get(clause, Verdict.KEEP)
        would = watched.get(clause, Verdict.KEEP)
        kind = _kind(*verdicts)
        if kind is None and would > watched_before.get(clause, Verdict.KEEP):
            kind = Kind.WATCHED
        if kind is not None:
            yield Change(clause, kind, *verdicts, would, comment)


def _kind(before: Verdict, after: Verdict) -> Kind | None:
    if before == after:
        return None
    if before is Verdict.KEEP:
        return Kind.CAUGHT
    if after is Verdict.KEEP:
        return Kind.RELEASED
    return Kind.TO_REMOVE if after > before else Kind.TO_REVIEW


def _asked(judgement: Judgement) -> Mapping[str, Verdict]:
    """Return what each clause, and each false claim that is repeated, asks for."""
    asked = {f"claim {claim_id}": Verdict.REVIEW for claim_id in judgement.claims}  # it is answered, and stays
    for breach in judgement.breaches:
        asked[breach.clause] = max(breach.verdict, asked.get(breach.clause, Verdict.KEEP))
    return asked


def _watched(judgement: Judgement) -> Mapping[str, Verdict]:
    """Return what the clauses that only watch would ask for."""
    would: dict[str, Verdict] = {}
    for breach in judgement.breaches:
        if breach.would:
            would[breach.clause] = max(breach.would, would.get(breach.clause, Verdict.KEEP))
    return would


def _standing(author_id: str, handle: str, before: _Replay, after: _Replay) -> Standing:
    was, now = before.kinds(author_id), after.kinds(author_id)
    come, fall = (now - was).elements(), (was - now).elements()
    return Standing(
        author_id, handle, before.points(author_id), after.points(author_id), tuple(sorted(come)), tuple(sorted(fall))
    )


def _differs(standing: Standing) -> bool:
    return bool(standing.before != standing.after or standing.come or standing.fall)
