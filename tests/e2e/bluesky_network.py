"""The reference Bluesky servers on loopback: PDS, PLC directory, AppView and Ozone, over PostgreSQL and Redis.

    with BlueskyNetwork.start() as network:
        council = network.create_account("council.test", "a password", "council@example.org")
        requests.get(f"{network.pds_url}/xrpc/com.atproto.server.describeServer")

Everything listens on loopback, on ports that were free, over folders that go with it. Nothing outlives the process
that started it, however that ends. The servers come from npm, pinned in bluesky_network/package-lock.json, once into a
cache.
By hand: `python tests/e2e/bluesky_network.py` runs a network until Ctrl-C; `--install` only fills the cache.
"""

import ctypes
import fcntl
import hashlib
import json
import os
import pwd
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import requests

HERE = Path(__file__).parent / "bluesky_network"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "beadle" / "bluesky-network"
FOLDER_PREFIX = "beadle-bluesky-"
BYPASS_KEY = "the-tests-own-requests-are-not-counted"
PR_SET_PDEATHSIG = 1
NPM_SECONDS, START_SECONDS = 900, 120
TIMEOUT = (3.05, 30)


class NetworkMissing(RuntimeError):
    """The network cannot run here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account on the PDS."""

    did: str
    handle: str
    password: str
    access: str  # a session's token


class BlueskyNetwork:
    """A running network. `pds_url`, `appview_url`, `ozone_url` and `plc_url` are its addresses."""

    ozone_admin = ("admin", "admin-pass")  # basic auth, fixed by the development servers

    def __init__(self, addresses: Mapping[str, str], process: "subprocess.Popen[bytes]", stack: ExitStack) -> None:
        self.pds_url = addresses["pds"]
        self.appview_url = addresses["bsky"]
        self.ozone_url = addresses["ozone"]
        self.plc_url = addresses["plc"]
        self._process = process
        self._stack = stack

    @classmethod
    def start(cls, *, rate_limits: bool = False) -> "BlueskyNetwork":
        """Start it and return when every server answers, in 6 to 10 seconds after the first time.

        With `rate_limits` the PDS answers 429 as the public one does; `call` and `create_account` stay uncounted.
        Raises NetworkMissing where Node, PostgreSQL, Redis or the servers themselves are not to be had.
        """
        programs = find_programs()
        modules = install_servers(programs["node"])
        with ExitStack() as stack:
            folder = stack.enter_context(_own_folder())
            postgres = _start_postgres(stack, programs, folder)
            redis = _start_redis(stack, programs["redis-server"], folder)
            addresses, process = _start_servers(stack, programs["node"], modules, folder, postgres, redis, rate_limits)
            return cls(addresses, process, stack.pop_all())

    def __enter__(self) -> "BlueskyNetwork":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop every server and remove what they wrote; stopping twice is stopping once."""
        self._stack.close()

    def settle(self) -> None:
        """Return when the AppView has seen everything that was written before."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"settle\n")
        self._process.stdin.flush()
        if not _line(self._process):
            raise RuntimeError("the Bluesky servers ended, or did not settle")

    def call(self, method: str, nsid: str, *, access: str = "", **request: Any) -> dict[str, Any]:
        """Call the PDS, uncounted by its rate limits; any refusal raises requests.HTTPError with its text."""
        headers = {"x-ratelimit-bypass": BYPASS_KEY} | ({"Authorization": f"Bearer {access}"} if access else {})
        answer = requests.request(method, f"{self.pds_url}/xrpc/{nsid}", headers=headers, timeout=TIMEOUT, **request)
        if not answer.ok:
            raise requests.HTTPError(f"{nsid}: {answer.status_code} {answer.text}", response=answer)
        body: dict[str, Any] = answer.json() if answer.content else {}
        return body

    def create_account(self, handle: str, password: str, email: str) -> Account:
        """Create an account; handles end in `.test`."""
        made = self.call(
            "POST",
            "com.atproto.server.createAccount",
            json={"handle": handle, "password": password, "email": email},
        )
        return Account(made["did"], handle, password, made["accessJwt"])

    def create_app_password(self, account: Account, name: str) -> str:
        """Return a new app password of the account's, which is what Beadle is given."""
        made = self.call("POST", "com.atproto.server.createAppPassword", access=account.access, json={"name": name})
        return str(made["password"])


def find_programs() -> dict[str, str]:
    """Return the paths of the programs that the network is made of. NetworkMissing names all that are missing."""
    postgres = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(re.sub(r"\D", "", str(p)) or 0))
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, reversed(postgres))])
    owners = {
        "node": "Node 20",
        "npm": "Node 20",
        "initdb": "PostgreSQL",
        "postgres": "PostgreSQL",
        "pg_isready": "PostgreSQL",
        "redis-server": "Redis",
    }
    found = {name: shutil.which(name, path=folders) for name in owners}
    missing = [f"{owners[name]} ({name})" for name, path in found.items() if path is None]
    if missing:
        raise NetworkMissing(f"not installed: {', '.join(missing)}; see tests/e2e/install_bluesky_network.sh")
    return {name: path for name, path in found.items() if path is not None}


def install_servers(node: str) -> Path:
    """Return the folder whose node_modules hold the servers, filling it first where it is not there (about 100 s)."""
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    lock = (HERE / "package-lock.json").read_bytes() + (HERE / "package.json").read_bytes()
    place = CACHE / f"{hashlib.sha256(lock).hexdigest()[:16]}-{version}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        if not place.is_dir():
            half = place.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, half)
            _npm_ci(half, node)
            half.rename(place)  # so that a broken install is never taken for a whole one
    return place


def _npm_ci(folder: Path, node: str) -> None:
    environment = dict(os.environ)
    headers = Path(node).resolve().parent.parent
    if (headers / "include" / "node" / "node.h").exists():
        environment["npm_config_nodedir"] = str(headers)  # SQLite's addon is compiled, against what is here
    try:
        subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--prefix", str(folder)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=NPM_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise NetworkMissing(f"npm could not install the Bluesky servers: {error.stderr[-2000:]}") from None
    except subprocess.TimeoutExpired:
        raise NetworkMissing(f"npm did not install the Bluesky servers within {NPM_SECONDS} s") from None


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Yield a fresh folder, removed at the end; first remove those of processes that were killed."""
    for old in Path(tempfile.gettempdir()).glob(FOLDER_PREFIX + "*"):
        with suppress(OSError), (old / "owner").open() as owner:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)  # its owner, alive, holds it
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))
    folder.chmod(0o755)  # PostgreSQL may run as another user
    try:
        with (folder / "owner").open("w") as owner:
            fcntl.flock(owner, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start_postgres(stack: ExitStack, programs: Mapping[str, str], folder: Path) -> str:
    """Return the URL of a new PostgreSQL cluster's database."""
    data, port, user = folder / "postgres", free_port(), _unprivileged_user()
    data.mkdir()
    if user:
        shutil.chown(data, user)
    subprocess.run(
        [programs["initdb"], "-D", str(data), "-U", "beadle", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        user=user,
        cwd=folder,
        capture_output=True,
        check=True,
    )
    options = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "unix_socket_directories="]
    command = [programs["postgres"], "-D", str(data), "-h", "127.0.0.1", "-p", str(port)]
    command += [word for option in options for word in ("-c", option)]
    _spawn(stack, "postgres", command, folder, signal.SIGINT, user=user)
    ready = [programs["pg_isready"], "-q", "-h", "127.0.0.1", "-p", str(port), "-d", "postgres", "-U", "beadle"]
    _wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL", folder / "postgres.log")
    return f"postgresql://beadle@127.0.0.1:{port}/postgres"


def _unprivileged_user() -> str | None:
    """Return the user that PostgreSQL runs as: it refuses root. None means this one."""
    if os.geteuid() != 0:
        return None
    users = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in users), None)


def _start_redis(stack: ExitStack, program: str, folder: Path) -> str:
    """Return host:port of a new Redis that keeps nothing on disk."""
    port = free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    _spawn(stack, "redis", [*command, "--dir", str(folder)], folder, signal.SIGTERM)

    def answers() -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        return False

    _wait_until(answers, "Redis", folder / "redis.log")
    return f"127.0.0.1:{port}"


def _start_servers(
    stack: ExitStack, node: str, modules: Path, folder: Path, postgres: str, redis: str, rate_limits: bool
) -> "tuple[dict[str, str], subprocess.Popen[bytes]]":
    """Return the servers' addresses, by name, and their process."""
    files = folder / "servers"
    files.mkdir()
    options = {
        "modules": str(modules),
        "ports": {name: free_port() for name in ("plc", "pds", "bsky", "ozone")},
        "rateLimits": rate_limits,
        "rateLimitBypassKey": BYPASS_KEY,
    }
    environment = {
        **os.environ,
        "DB_POSTGRES_URL": postgres,
        "DB_POSTGRES_SCHEMA": "beadle_tests",
        "REDIS_HOST": redis,
        "LOG_ENABLED": "false",
        "NODE_ENV": "test",
        "TMPDIR": str(files),
    }
    command = [node, str(HERE / "network.mjs"), json.dumps(options)]
    process = _spawn(stack, "servers", command, folder, signal.SIGTERM, environment=environment)
    line = _line(process)
    if not line:
        raise NetworkMissing(f"the Bluesky servers did not start: {_tail(folder / 'servers.log')}")
    addresses: dict[str, str] = json.loads(line)
    return addresses, process


def _line(process: "subprocess.Popen[bytes]") -> bytes:
    """Return the next line of the servers', empty when they ended or take too long."""
    assert process.stdout is not None
    answered, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    return process.stdout.readline() if answered else b""


def _spawn(
    stack: ExitStack,
    name: str,
    command: list[str],
    folder: Path,
    stop: signal.Signals,
    *,
    user: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a program that ends with this process: by its stdin closing, and on Linux by a signal from the kernel.

    The kernel sends it when the thread that called this ends, so call it from one that stays.
    """
    log = stack.enter_context((folder / f"{name}.log").open("wb"))
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        user=user,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if name == "servers" else log,
        stderr=log,
        start_new_session=True,  # Ctrl-C is ours to pass on, in order
        preexec_fn=(lambda: _die_with_parent(stop)) if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread
    )

    def end() -> None:
        process.send_signal(stop)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    stack.callback(end)
    return process


def _die_with_parent(stop: signal.Signals) -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(stop))


def _wait_until(ready: Callable[[], bool], what: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > deadline:
            raise NetworkMissing(f"{what} did not start: {_tail(log)}")
        time.sleep(0.05)


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


def free_port() -> int:
    """Return a loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> None:
    """Fill the cache, or run a network until Ctrl-C."""
    if "--install" in sys.argv:
        print(install_servers(find_programs()["node"]))
        return
    with BlueskyNetwork.start() as network, suppress(KeyboardInterrupt):
        print(json.dumps({"pds": network.pds_url, "appview": network.appview_url, "ozone": network.ozone_url}))
        signal.pause()


if __name__ == "__main__":
    main()
