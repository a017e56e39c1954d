"""How functions run here: each on AWS's own runtime client, on its own artefact, in a process of its own.

ministack runs Python functions through a script of its own, with all that is installed beside ministack importable,
and ends the process after each error. Here they run as custom runtimes do: behind the Runtime API, by `awslambdaric`,
so that errors, contexts and log lines are AWS's, and a process outlives its errors. A process sees the function's
folder, its layers, what AWS's runtime brings along, and the standard library: a dependency that the layer lacks
is missing here as it is there. The clock's variable is the only one that it has from the machine by Beadle's name.
"""

import hashlib
import io
import os
import shutil
import stat
import sys
import tempfile
import threading
import time
import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from local.embedded_aws import clock
from local.embedded_aws.mending import Mend, ministack

RUNTIME = (  # what AWS's Python runtime brings along; a layer's own copy comes first
    "awslambdaric", "runtime_client", "simplejson", "snapshot_restore_py",
    "boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six",
)  # fmt: skip
HANDED_DOWN = (  # of the machine's environment: how to find programs and how to reach the network
    "PATH", "LANG", "LC_ALL", "TMPDIR", clock.OFFSET_VARIABLE,
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE", "CURL_CA_BUNDLE",
)  # fmt: skip
BOOTSTRAP = f"""#!/bin/sh
exec '{sys.executable}' -S -m awslambdaric "$_HANDLER"
"""
FORGET_AFTER_SECONDS = 7 * 24 * 3600  # artefacts that nobody has started for so long

_unpacking = threading.Lock()


@lru_cache(maxsize=64)
def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _move(made: Path, folder: Path) -> None:
    """Put a folder in its place, unless another process was quicker with the same."""
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not folder.is_dir():
            raise


class Artefacts:
    """Artefacts unpacked once each, read by every process that runs them, of every embedded AWS that shares them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._forget_old()

    def unpacked(self, archive: bytes) -> Path:
        """Return the folder which holds what is in this zip file."""
        folder = self._folder / _digest(archive)
        with _unpacking:
            if not folder.exists():
                draft = Path(tempfile.mkdtemp(dir=self._folder))
                with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                    opened.extractall(draft)
                _move(draft, folder)
            os.utime(folder)
        return folder

    def function(self, archive: bytes) -> Path:
        """Return the folder of a function, startable as a custom runtime is."""
        folder = self.unpacked(archive)
        bootstrap = folder / "bootstrap"
        if not bootstrap.exists():
            draft = folder / f"bootstrap.{threading.get_ident()}"
            draft.write_text(BOOTSTRAP)
            draft.chmod(draft.stat().st_mode | stat.S_IXUSR)
            draft.replace(bootstrap)
        return folder

    def runtime(self) -> Path:
        """Return a folder of links to what AWS's runtime brings along, as it is installed here."""
        folder = self._folder / f"runtime-{_digest(sys.executable.encode())}"
        folder.mkdir(exist_ok=True)
        for name in RUNTIME:
            spec = find_spec(name)
            if spec is None or spec.origin is None:
                raise ModuleNotFoundError(f"{name} is needed to run functions: install the local requirements")
            source = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
            link = folder / source.name
            draft = folder / f"{source.name}.{os.getpid()}"
            draft.symlink_to(source)
            draft.replace(link)
        return folder

    def _forget_old(self) -> None:
        for folder in self._folder.iterdir():
            if not folder.name.startswith("runtime-") and time.time() - folder.stat().st_mtime > FORGET_AFTER_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def environment(config: dict[str, Any], task_root: Path, layers: list[Path], runtime: Path, api: str) -> dict[str, str]:
    """Return all that a function's process finds in its environment.

    Args:
        config: the function's configuration, as GetFunctionConfiguration has it.
        task_root: where its code is.
        layers: its layers, in their order.
        runtime: what AWS's runtime brings along.
        api: host and port of its Runtime API.
    """
    _account, region = ministack("core.lambda_runtime")._account_region_from_function_config(config)
    paths = [*(layer / "python" for layer in reversed(layers)), runtime]  # its own folder, where it starts, comes first
    logging_config = config.get("LoggingConfig") or {}
    log_format = logging_config.get("LogFormat", "Text")
    variables = {name: os.environ[name] for name in HANDED_DOWN if name in os.environ}
    variables |= {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', '')}",
        "AWS_LAMBDA_FUNCTION_NAME": config["FunctionName"],
        "AWS_LAMBDA_FUNCTION_VERSION": config.get("Version", "$LATEST"),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config.get("MemorySize", 128)),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_FORMAT": log_format.upper() if log_format == "JSON" else "TEXT",
        "AWS_LAMBDA_LOG_GROUP_NAME": logging_config.get("LogGroup") or f"/aws/lambda/{config['FunctionName']}",
        "AWS_LAMBDA_LOG_STREAM_NAME": f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]{os.urandom(16).hex()}",
        "AWS_LAMBDA_RUNTIME_API": api,
        "LAMBDA_TASK_ROOT": str(task_root),
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "TZ": ":UTC",
        "_HANDLER": config["Handler"],
        **ministack("core.lambda_runtime").execution_credentials(config),
    }
    if level := logging_config.get("ApplicationLogLevel"):
        variables["AWS_LAMBDA_LOG_LEVEL"] = level
    given = (config.get("Environment") or {}).get("Variables") or {}
    reserved = ministack("services.lambda_svc")._RESERVED_RUNTIME_ENV_VARS
    return variables | {name: str(value) for name, value in given.items() if name not in reserved}


def function_process(base: type) -> type:
    """Return ministack's custom-runtime process without its two waits, which cost 90 ms an invocation."""

    def build_handler_class(self: Any, generation: int, pending: Any) -> type:
        handler: Any = base._build_handler_class(self, generation, pending)  # type: ignore[attr-defined]  # no types
        handler.disable_nagle_algorithm = True
        return handler  # type: ignore[no-any-return]  # as above

    def drain_log(self: Any, first_line_wait: float = 0.004, idle_confirm: float = 0.002) -> str:
        # A function has written its lines before it answers: they only have to come through the pipe.
        text: str = base._drain_stderr_bounded(self, first_line_wait, idle_confirm)  # type: ignore[attr-defined]  # as above
        return text

    members = {"_build_handler_class": build_handler_class, "_drain_stderr_bounded": drain_log}
    return type("FunctionProcess", (base,), members)


class FunctionLog:
    """Every function's log lines, in one file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")
        self._writing = threading.Lock()

    def write(self, function: str, request: str, text: str, *, failed: bool, milliseconds: int) -> None:
        """Write what one invocation logged, and how it ended."""
        lines = [*text.splitlines(), f"{'failed' if failed else 'done'} after {milliseconds} ms"]
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._writing:
            self._file.writelines(f"{when} {function} {request} {line}\n" for line in lines)
            self._file.flush()


def mends(state_dir: Path, unpacked: Path) -> list[Mend]:
    """Return what is replaced; the log is in `state_dir`, artefacts are unpacked in `unpacked`."""
    artefacts = Artefacts(unpacked)
    runtime = artefacts.runtime()
    log = FunctionLog(state_dir / "functions.log")
    process = function_process(ministack("core.lambda_runtime").ProvidedWorker)

    def worker_environment(config: dict[str, Any], code_dir: Path, port: int) -> dict[str, str]:
        resolve = ministack("services.lambda_svc")._resolve_layer_zip
        layers = [artefacts.unpacked(archive) for layer in config.get("Layers", []) if (archive := resolve(layer))]
        return environment(config, Path(code_dir), layers, runtime, f"127.0.0.1:{port}")

    def logging_too(original: Any) -> Any:
        def emit(func: dict[str, Any], request_id: str, text: str, error: bool, duration_ms: int, **rest: Any) -> None:
            name = (func.get("config") or func).get("FunctionName", "unknown")
            log.write(name, request_id, text, failed=error, milliseconds=duration_ms)
            original(func, request_id, text, error, duration_ms, **rest)

        return emit

    svc = "services.lambda_svc"
    return [
        Mend(
            "core.lambda_runtime",
            "_worker_class_for",
            "Python functions run on AWS's runtime client",
            lambda _: lambda _config: process,
        ),
        Mend(
            svc,
            "_execute_function_warm",
            "the same: this passes on the error as the runtime client tells it",
            lambda _: ministack(svc)._execute_function_provided_warm,
        ),
        Mend(
            svc,
            "_provided_runtime_code_dir",
            "one unpacked copy of each artefact",
            lambda _: lambda archive: str(artefacts.function(archive)),
        ),
        Mend(svc, "_provided_worker_env", "only what AWS would give", lambda _: worker_environment),
        Mend(svc, "_emit_lambda_logs", "functions' logs in one file too", logging_too),
        Mend(
            svc,
            "_prune_orphan_code_blobs",
            "a snapshot being written may still need them",
            lambda _: lambda _refs: None,
        ),
    ]
