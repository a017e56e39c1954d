"""What a run needs before a comment can be written: AWS, the stack, the platform, a channel, posts that are due."""

import errno
import os
import secrets
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shlex import quote

from beadle.adapters.aws import forget_clients
from beadle.adapters.calendar import CouncilCalendar
from beadle.adapters.clock import OFFSET
from beadle.domain.channels import Channel
from beadle.domain.emergencies import Emergency
from beadle.domain.errors import MalformedInput, NotFound
from beadle.domain.hours import LONDON, MonitoringHours
from beadle.domain.posts import Post, PostStatus
from local.demo.explanations import StackExplanations
from local.deployment import CACHE, deploy
from local.embedded_aws import EmbeddedAws
from local.sandbox.app import create_app
from local.sandbox.serving import HOST, serving
from local.sandbox.store import Store
from local.stack import Stack

ROOT = Path(__file__).resolve().parents[2]
STACK = "beadle"
BY = "make run"
CHANNEL = "corporate-sandbox"
ACCOUNT = "corporate"
TITLE = "Harrowmere Borough Council"
EMERGENCY = timedelta(hours=4)
POSTS = (  # id, minutes until due, at any time, approved, text
    (
        "demo-leaves",
        0,
        False,
        True,
        "Leaf collections start on Monday 🍂 Put your leaves out with your garden waste bin.",
    ),
    ("demo-road", 0, True, True, "Mill Lane is closed until 4pm for a burst water main. Buses run by Station Road."),
    (
        "demo-library",
        10,
        False,
        True,
        "Storytime at the Central Library is back this Saturday at 10.30am. Bring a blanket!",
    ),
    (
        "demo-budget",
        0,
        False,
        False,
        "Have your say on next year's budget. (This one is a draft: nobody has approved it.)",
    ),
)


class CannotStart(RuntimeError):
    """Something else holds what a run needs; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that runs, and where."""

    aws: EmbeddedAws
    stack: Stack
    store: Store
    address: str  # the sandbox's page and API
    tokens: dict[str, str]  # by account
    explanations: StackExplanations  # Beadle, as the page asks it


def clock_offset(at: str | None) -> float:
    """Return by how many seconds the clock must be set for it to be `at`, by London's clock where it has no zone."""
    if at is None:
        return 0.0
    try:
        wanted = datetime.fromisoformat(at)
    except ValueError:
        raise MalformedInput("--at", [f"{at!r} is not an instant such as 2026-11-23T10:00"]) from None
    wanted = wanted.replace(tzinfo=LONDON) if wanted.tzinfo is None else wanted
    return (wanted - datetime.now(UTC)).total_seconds()


@contextmanager
def staged(folder: Path, port: int, offset: float, automatic_sanctions: bool) -> Iterator[Stage]:
    """Give a stage, everything on it running; stop all of it, in order, when the block ends.

    Args:
        folder: where all state is kept, between runs too.
        port: of the sandbox on loopback; 0 lets the operating system choose.
        offset: seconds by which the clock is ahead of the machine's.
        automatic_sanctions: whether authors are blocked without asking an officer.
    Raises:
        CannotStart: a port is taken, perhaps by another run.
        EmbeddedAwsDied, BuildFailed, DeploymentFailed: in a sentence.
    """
    folder = folder.resolve()  # the embedded AWS starts in a folder of its own
    variables = {OFFSET: str(offset)}
    _must_be_free(port)
    with _started(folder, variables) as aws, speaking_to(aws.environment() | variables):
        parameters = {"AutomaticSanctions": str(automatic_sanctions).lower(), "DeletionProtection": "false"}
        stack = Stack(deploy(ROOT / "template.yaml", STACK, parameters, client=aws.client, cache=ROOT / CACHE))
        write_environment(folder / "environment", aws.environment() | variables)
        token = _token(stack)
        store = Store(folder / "sandbox.sqlite", now=stack.clock.now)
        try:
            store.add_account(ACCOUNT, TITLE, token)
            explanations = _explanations(stack)
            with serving(create_app(store, explanations), port) as address:
                stack.channels.put(Channel(CHANNEL, "sandbox", ACCOUNT, address, TITLE))
                yield Stage(aws, stack, store, address, {ACCOUNT: token}, explanations)
        finally:
            store.close()


def write_environment(path: Path, variables: dict[str, str]) -> None:
    """Write what a shell must know to use the `beadle` command on this run: `. .local/environment`."""
    lines = [f"export {name}={quote(value)}\n" for name, value in (variables | {"BEADLE_STACK": STACK}).items()]
    commands = quote(str(Path(sys.executable).parent))  # where `beadle` lies
    lines.append(f'export PATH={commands}:"$PATH"\n')
    path.write_text("".join(lines))


def add_posts(stack: Stack) -> None:
    """Add a few posts of the council's, so that the scheduler has something to publish; once only."""
    now = stack.clock.now()
    for post_id, minutes, any_time, is_approved, text in POSTS:
        try:
            stack.posts.get(post_id)
        except NotFound:
            stack.posts.add(Post(post_id, CHANNEL, text, now + timedelta(minutes=minutes), any_time, created_by=BY))
        if is_approved and stack.posts.get(post_id).status is PostStatus.DRAFT:
            stack.posts.approve(post_id, BY, now)


def declare_emergency(stack: Stack) -> Emergency | None:
    """Have the channels watched outside monitoring hours too; return the emergency that is on, None in the hours."""
    now = stack.clock.now()
    if MonitoringHours().include(now, CouncilCalendar().is_closed):
        return None
    standing = stack.state.emergency()
    if standing is None or not standing.is_on(now):
        request = {
            "action": "declare",
            "emergency_id": f"demonstration-{now:%Y%m%dT%H%M%S}",
            "reason": "demonstration outside monitoring hours",
            "until": (now + EMERGENCY).isoformat(),
            "by": BY,
        }
        stack.invoke("emergency", request)
        standing = stack.state.emergency()
    return standing


def _must_be_free(port: int) -> None:
    """Look before anything is started, which takes a while. CannotStart."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            advice = "name another with --port; 0 takes a free one"
            raise CannotStart(f"port {port} cannot be had ({error.strerror}): {advice}") from None


def _started(folder: Path, variables: dict[str, str]) -> EmbeddedAws:
    try:
        return EmbeddedAws.start(folder / "aws", variables=variables)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise CannotStart(f"{error.strerror}; is another run up with its state in {folder}?") from None


@contextmanager
def speaking_to(wanted: Mapping[str, str]) -> Iterator[None]:
    """Let every AWS client that this process makes speak to the AWS that these variables name, by its clock."""
    before = {name: os.environ.get(name) for name in (*wanted, "AWS_PROFILE")}
    os.environ.pop("AWS_PROFILE", None)
    os.environ.update(wanted)
    forget_clients()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        forget_clients()


def _token(stack: Stack) -> str:
    """Return the sandbox account's token: an earlier run's, or one that is drawn and put into the secret."""
    token = stack.tokens().get(CHANNEL, {}).get("token")
    if token is None:
        token = secrets.token_urlsafe(24)
        stack.put_token(CHANNEL, {"token": token})
    return token


def _explanations(stack: Stack) -> StackExplanations:
    return StackExplanations(stack.explain_comment, stack.tasks, stack.decide_task, stack.clock)
