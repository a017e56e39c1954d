"""Put right what is wrong or misleading: the council's own posts and third parties' comments (clauses MI01, MI02).

Every correction is opened in the register before anything is done, and closed after: one that is found open goes on
from its first step, each of which may be repeated.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from beadle.detectors.parameters import strings
from beadle.detectors.politics import names_party
from beadle.domain.actions import Action, ActionOutcome
from beadle.domain.channels import Capability
from beadle.domain.corrections import Correction, CorrectionKind, CorrectionStatus
from beadle.domain.errors import (
    Contended,
    CredentialsRefused,
    NotAllowedNow,
    NotFound,
    NotPossibleHere,
    PlatformRefused,
)
from beadle.domain.judgements import Claim, Verdict
from beadle.domain.ports import (
    Bus,
    Channels,
    Clock,
    Comments,
    Corrections,
    Platform,
    Platforms,
    Posts,
    RecordedComment,
    Rulebooks,
    newest,
)
from beadle.domain.posts import Post, PostStatus, PublishedRef
from beadle.domain.tasks import OfficerTask, TaskKind
from beadle.events.judgements import MisinformationFlagged
from beadle.events.posts import CorrectionIssued
from beadle.usecases.act_on_platform import ActOnPlatform, Deed, hiding, replying, reporting
from beadle.usecases.ask_officer import AskOfficer, evidence


@dataclass(frozen=True, slots=True)
class CorrectMisinformation:
    """The correction function's verbs."""

    clock: Clock
    corrections: Corrections
    comments: Comments
    posts: Posts
    channels: Channels
    platforms: Platforms
    bus: Bus
    rulebooks: Rulebooks
    act: ActOnPlatform
    ask: AskOfficer

    def flagged(self, fact: MisinformationFlagged) -> None:
        """Answer a false claim with the council's approved words, where nothing else in the comment is for a person.

        What is removed is not answered (EN04), nor is what its author has changed since: the new text is judged for
        itself. Where anything was found that an officer should read first, such as party politics (PN01), an allegation
        or somebody at risk, the officer decides what the public is told.
        """
        recorded = self._recorded(fact.comment_id)
        if recorded.judgement.verdict is Verdict.REMOVE or recorded.comment.revision != fact.revision:
            return
        claim = next((c for c in self.rulebooks.live().claims if c.claim_id == fact.claim_id), None)
        if claim is None or self._is_for_an_officer(recorded):
            self._ask_what_to_say(fact, recorded, claim)
            return
        self._answer(recorded, _answer_to(claim, recorded, self.clock), claim.hide, report=False)

    def correct_comment(
        self, comment_id: str, text: str, reason: str, by: str, hide: bool = False, report: bool = False
    ) -> Correction:
        """Answer a third party's comment in an officer's words, and hide or report it if they say so."""
        recorded = self._recorded(comment_id)
        correction = Correction(
            correction_id=f"comment:{comment_id}:{_digest(text)}",
            kind=CorrectionKind.CORRECT_COMMENT,
            channel_id=recorded.comment.channel_id,
            subject_id=comment_id,
            reason=reason,
            requested_by=by,
            opened_at=self.clock.now(),
            text=text,
        )
        return self._answer(recorded, correction, hide, report)

    def retract_post(self, post_id: str, reason: str, by: str) -> Correction:
        """Remove a post of ours, or see that it is never published. NotFound; Contended while it is being published."""
        return self._on_post(CorrectionKind.RETRACT_POST, post_id, "", reason, by)

    def correct_post(self, post_id: str, text: str, reason: str, by: str) -> Correction:
        """Give a published post another text: by editing it, or where that cannot be by a new post in its place.

        NotFound; NotAllowedNow for a post that is not published; Contended while it is being published.
        """
        return self._on_post(CorrectionKind.CORRECT_POST, post_id, text, reason, by)

    def _answer(self, recorded: RecordedComment, correction: Correction, hide: bool, report: bool) -> Correction:
        correction = self.corrections.open(correction)
        if correction.status is CorrectionStatus.OPEN:
            platform = self.platforms.of(self.channels.get(recorded.comment.channel_id))
            key = correction.correction_id
            deeds: list[tuple[str, Deed]] = [
                (f"reply:{key}", replying(platform, recorded.comment, correction.text, key))
            ]
            if hide:
                deeds.append((f"hide:{key}", hiding(platform, recorded.comment)))
            if report:
                deeds.append((f"report:{key}", reporting(platform, recorded.comment, correction.reason)))
            actions = [self.act(action_id, deed, platform, recorded) for action_id, deed in deeds]
            correction = self._close(correction, _status(actions), tuple(_step(action) for action in actions))
        self._tell(correction)
        return correction

    def _on_post(self, kind: CorrectionKind, post_id: str, text: str, reason: str, by: str) -> Correction:
        post = self.posts.get(post_id)
        if text and post.ref is None:
            raise NotAllowedNow(f"post {post_id} is {post.status.value}: only a published one can be corrected")
        if post.status is PostStatus.PUBLISHING:
            raise Contended(f"post {post_id} is being published: try again in a minute")
        correction = self.corrections.open(
            Correction(
                correction_id=f"{kind.value}:{post_id}" + (f":{_digest(text)}" if text else ""),
                kind=kind,
                channel_id=post.channel_id,
                subject_id=post_id,
                reason=reason,
                requested_by=by,
                opened_at=self.clock.now(),
                text=text,
            )
        )
        if correction.status is CorrectionStatus.OPEN:
            platform = self.platforms.of(self.channels.get(post.channel_id))
            try:
                step, ref = self._correct(post, correction, platform) if text else (self._retract(post, platform), None)
                correction = self._close(correction, CorrectionStatus.ISSUED, (step,), ref)
            except CredentialsRefused:
                raise  # it stays open: with a new token the same request goes on from here
            except PlatformRefused as error:
                correction = self._close(correction, CorrectionStatus.FAILED, (f"the platform refused: {error}",))
            except NotPossibleHere as error:
                correction = self._close(correction, CorrectionStatus.BY_HAND, (str(error),))
        if correction.status is not CorrectionStatus.ISSUED:
            self._ask_to_do_by_hand(correction)
        self._tell(correction)
        return correction

    def _retract(self, post: Post, platform: Platform) -> str:
        # The record first: from then on no scheduler publishes it. Then whatever was published by that moment.
        self.posts.retract(post.post_id, self.clock.now())
        retracted = self.posts.get(post.post_id)
        ref = retracted.ref
        if ref is None and retracted.attempts:  # an attempt whose answer was lost may have published it
            ref = platform.find_published(retracted)
        if ref is None:
            return "the post will not be published"
        platform.retract(ref)
        return "the post was removed"

    def _correct(self, post: Post, correction: Correction, platform: Platform) -> tuple[str, PublishedRef | None]:
        if post.ref is not None and Capability.EDIT_POST in platform.capabilities:
            platform.edit_post(post.ref, correction.text)
            return "the post was edited", post.ref
        # The right text comes before the wrong one goes: a stop between leaves both, and the repetition finishes.
        now = self.clock.now()
        corrected = Post(
            post_id=f"{post.post_id}.{_digest(correction.text)}",
            channel_id=post.channel_id,
            text=correction.text,
            publish_at=correction.opened_at,  # the same on a repetition, as all that makes a post the same must be
            status=PostStatus.PUBLISHED,
            created_by=correction.requested_by,
            approved_by=correction.requested_by,
            approved_at=now,
            published_at=now,
        )
        corrected = replace(corrected, ref=platform.publish(corrected))
        self.posts.add(corrected)
        self._retract(post, platform)
        return f"a corrected post {corrected.post_id} took its place", corrected.ref

    def _close(
        self,
        correction: Correction,
        status: CorrectionStatus,
        steps: tuple[str, ...],
        ref: PublishedRef | None = None,
    ) -> Correction:
        closed = replace(correction, status=status, steps=steps, ref=ref, issued_at=self.clock.now())
        self.corrections.save(closed)
        return closed

    def _tell(self, correction: Correction) -> None:
        self.bus.tell(
            [
                CorrectionIssued(
                    correction.correction_id,
                    correction.kind.value,
                    correction.channel_id,
                    correction.subject_id,
                    correction.status.value,
                    correction.steps,
                )
            ]
        )

    def _is_for_an_officer(self, recorded: RecordedComment) -> bool:
        """Whether anything is for a person, be it faint or of a rule that only watches, or a party is named."""
        rulebook = self.rulebooks.live().for_channel(recorded.comment.channel_id)
        parties = strings(rulebook.parameters.get("party-promotion", {}), "parties")
        return names_party(recorded.comment.text, parties) or any(
            breach.verdict > Verdict.KEEP or breach.would > Verdict.KEEP or breach.finding.needs
            for breach in recorded.judgement.breaches
        )

    def _ask_what_to_say(self, fact: MisinformationFlagged, recorded: RecordedComment, claim: Claim | None) -> None:
        approved = {"correction": claim.correction, "approved by": claim.approved_by} if claim else {}
        self.ask(
            OfficerTask(
                task_id=f"misinformation:{fact.claim_id}:{fact.comment_id}",
                kind=TaskKind.MISINFORMATION,
                title="A false claim that Beadle may not answer",
                instructions=(
                    "Nothing has been answered. Read all of the comment, then decide whether and how to correct it: "
                    "with `beadle correct correct-comment`, or not in public. The council stays out of party politics "
                    "(PN01)."
                ),
                created_at=recorded.judgement.judged_at,
                channel_id=fact.channel_id,
                comment_id=fact.comment_id,
                author_id=recorded.comment.author.author_id,
                revision=fact.revision,
                evidence=evidence(recorded) | {"claim": fact.claim_id} | approved,
            )
        )

    def _ask_to_do_by_hand(self, correction: Correction) -> None:
        self.ask(
            OfficerTask(
                task_id=f"correction:{correction.correction_id}",
                kind=TaskKind.BY_HAND,
                title=f"Could not {correction.kind.value.replace('-', ' the ')}",
                instructions=f"Do it on the platform: {'; '.join(correction.steps)}",
                created_at=correction.issued_at or correction.opened_at,
                channel_id=correction.channel_id,
                urgent=True,
                evidence={"post": correction.subject_id, "text": correction.text, "reason": correction.reason},
            )
        )

    def _recorded(self, comment_id: str) -> RecordedComment:
        revisions = self.comments.revisions(comment_id)
        if not revisions:
            raise NotFound(f"no comment {comment_id} is recorded")
        return newest(revisions)


def _answer_to(claim: Claim, recorded: RecordedComment, clock: Clock) -> Correction:
    return Correction(
        correction_id=f"claim:{claim.claim_id}:{recorded.comment.comment_id}",
        kind=CorrectionKind.CORRECT_COMMENT,
        channel_id=recorded.comment.channel_id,
        subject_id=recorded.comment.comment_id,
        reason=f"repeats the false claim {claim.claim_id}",
        requested_by=claim.approved_by,
        opened_at=clock.now(),
        text=claim.correction,
        claim_id=claim.claim_id,
    )


def _status(actions: list[Action]) -> CorrectionStatus:
    outcomes = {action.outcome for action in actions}
    if ActionOutcome.FAILED in outcomes:
        return CorrectionStatus.FAILED
    return CorrectionStatus.BY_HAND if ActionOutcome.BY_HAND in outcomes else CorrectionStatus.ISSUED


def _step(action: Action) -> str:
    return f"{action.kind.value}: {action.outcome.value} ({action.detail})"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:10]
