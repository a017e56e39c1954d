"""The run itself: put a file of comments onto the sandbox, have it polled, and show what becomes of each."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beadle.adapters.aws import client
from beadle.domain.judgements import Verdict
from beadle.events.comments import CommentSeen
from local.comments_file import CommentRow
from local.demo.board import Board, Row
from local.demo.display import Display, display
from local.demo.stage import BY, Stage, add_posts, declare_emergency, staged
from local.demo.tap import Tap, tapping
from local.replay import Outcome, Progress, Replay
from local.screen import Screen, london
from local.stack import QUEUES, FunctionFailed

POLL_EVERY = 20  # comments written
LONGEST_WAIT = 120.0  # seconds without a word while messages wait to be tried again: a function keeps failing
RETRY = 15.0  # seconds between two polls of a run that stays up, while they fail
LONGEST_SILENCE = 15.0  # seconds: with every queue empty and nothing told for so long, nothing more is coming


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is wanted."""

    rows: Sequence[CommentRow]
    source: str  # what the rows' ids are unique in
    folder: Path
    port: int
    offset: float  # seconds by which the clock is set forward
    automatic_sanctions: bool
    once: bool  # end when the file is through


def run(options: Options, screen: Screen, is_ending: Callable[[], bool]) -> bool:
    """Run until Ctrl-C, or until the file is through; return whether every comment was judged.

    Args:
        is_ending: whether Ctrl-C was pressed. The interrupt itself gets lost when it strikes where Python cannot raise
            it, as in the collection of garbage, and the run would then go on for good.
    """
    began = time.monotonic()
    screen.print("starting an AWS on this machine, and in it the unchanged template.yaml")
    with (
        staged(options.folder, options.port, options.offset, options.automatic_sanctions) as stage,
        tapping(stage.stack.outputs["BusName"]) as tap,
    ):
        board = Board()
        with display(screen, board) as shown:
            show = Show(stage, tap, board, shown)
            shown.say(f"all of it runs after {time.monotonic() - began:.1f} s")
            show.introduce(options)
            show.replay(options)
            is_complete = show.settle()
            shown.say(f"the file is through after {time.monotonic() - began:.1f} s")
            if not options.once:
                show.stay(options, is_ending)
        return is_complete


@dataclass(slots=True)
class Show:
    """A stage, and what is told of it."""

    stage: Stage
    tap: Tap
    board: Board
    display: Display
    polled_at: int = -1  # the sandbox's count of changes at the last poll that read all of them
    last_heard: float = field(default_factory=time.monotonic)
    trouble: str = ""  # why the last poll failed

    def introduce(self, options: Options) -> None:
        """Say what is special about this run, and have the council's posts published."""
        stack = self.stage.stack
        self.display.say(f"it is {london(stack.clock.now())} in London here")
        if emergency := declare_emergency(stack):
            what = "a demonstration emergency is declared" if emergency.declared_by == BY else "an emergency is on"
            self.display.say(
                f"outside monitoring hours: {what}, until {london(emergency.until)}, "
                "so that the channels are watched now"
            )
        if options.automatic_sanctions:
            self.display.say(
                "authors are blocked without asking an officer, to show it; a council's own stack asks first: "
                "make run BLOCKS=ask"
            )
        add_posts(stack)
        stack.invoke("scheduler", {"woken_by": "hand"})

    def replay(self, options: Options) -> None:
        """Put the comments onto the sandbox in their order, polling now and then instead of every two minutes."""
        for progress in Replay(self.stage.address, self.stage.tokens, options.source)(options.rows):
            self._posted(progress)
            if progress.done % POLL_EVERY == 0:
                self._poll()
                self.listen()

    def settle(self) -> bool:
        """Wait until every comment is judged and everything that follows is done; return whether it came to that."""
        while self._poll() and time.monotonic() - self.last_heard < LONGEST_SILENCE:
            self.listen()
        while True:
            self.listen(wait=1)
            waiting = self._waiting()
            if not waiting:
                self.listen()  # what was told just before the last queue ran empty
                if not self.board.unjudged():
                    return True
            if time.monotonic() - self.last_heard > (LONGEST_WAIT if waiting else LONGEST_SILENCE):
                self.display.say(
                    f"{len(self.board.unjudged())} comments are not judged, {waiting} messages wait to be tried again: "
                    "the functions' log says why, and beadle redrive what was given up"
                )
                return False

    def stay(self, options: Options, is_ending: Callable[[], bool]) -> None:
        """Go on with whatever is written on the page, until Ctrl-C."""
        folder = options.folder
        example = next(reversed(self.board.rows), "sandbox:c1")
        self.display.keep(f"The page, as residents and officers see it: {self.stage.address}")
        self.display.keep(f"The beadle command on this run, in another shell: . {folder / 'environment'}")
        self.display.keep(f"  and then, for example: beadle comments show {example}; beadle tasks list")
        self.display.keep(
            f"Logs: {folder / 'aws' / 'functions.log'}. Ctrl-C stops everything; a second run goes on from here."
        )
        wait_until = 0.0
        while not is_ending():
            if self.stage.store.changes != self.polled_at and time.monotonic() >= wait_until:
                self._poll()
                wait_until = time.monotonic() + RETRY if self.trouble else 0.0
            self.listen(wait=1)

    def listen(self, wait: int = 0) -> None:
        """Show what has been told on the bus."""
        for fact in self.tap.read(wait):
            self.last_heard = time.monotonic()
            row = self.board.tell(fact)
            if row is not None and not row.author:
                self._look_up(row)
            if row is not None and not isinstance(fact, CommentSeen):
                self.display.changed(row)
        self.display.draw()

    def _posted(self, progress: Progress) -> None:
        if progress.outcome is Outcome.BLOCKED:
            self.board.refused += 1
        elif progress.outcome is Outcome.KNOWN:
            self._remember(progress)
        self.display.posted(progress.done, progress.total)

    def _remember(self, progress: Progress) -> None:
        """Take over what an earlier run decided; nothing is done about a comment that is kept and repeats no claim."""
        comments, comment_id = self.stage.stack.comments, progress.comment_id
        revisions = comments.revisions(comment_id)
        if not revisions:  # the earlier run was killed before this one was judged: it is still under way
            self.board.expect(comment_id, progress.row.author, progress.row.text)
            return
        judgement = revisions[-1].judgement
        may_follow = judgement.verdict is not Verdict.KEEP or judgement.claims
        row = self.board.remember(revisions[-1], comments.actions(comment_id) if may_follow else ())
        self.display.changed(row)

    def _look_up(self, row: Row) -> None:
        """Fill in who wrote what in a comment that an earlier run received."""
        if revisions := self.stage.stack.comments.revisions(row.comment_id):
            comment = revisions[-1].comment
            row.author, row.author_id, row.text = comment.author.handle, comment.author.author_id, comment.text

    def _poll(self) -> int:
        """Have the poller read the sandbox now; return how many comments it told of, or left for the next time."""
        changes = self.stage.store.changes
        try:
            report = self.stage.stack.invoke("poller", {"woken_by": "hand", "by": BY})
        except FunctionFailed as error:
            if str(error) != self.trouble:  # each trouble is told once, however often it is tried again
                self.trouble = str(error)
                self.display.say(self.trouble)
            return 0
        self.trouble = ""
        self.polled_at = -1 if report["unfinished"] else changes
        told: dict[str, int] = report["told"]
        return sum(told.values()) + len(report["unfinished"])

    def _waiting(self) -> int:
        """Return how many messages are in the functions' queues, those being handled included, in order of flow."""
        wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        counted = 0
        for queue in QUEUES:
            url = self.stage.stack.outputs[f"{queue.capitalize()}QueueUrl"]
            numbers = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=wanted)["Attributes"]
            counted += sum(int(number) for number in numbers.values())
        return counted
