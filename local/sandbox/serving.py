"""Starting and stopping the sandbox, on loopback only."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds to wait for the server to start or stop


@contextmanager
def serving(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """Serve `app` from a thread and give its address; stop when the block ends.

    Args:
        app: what `create_app` made.
        port: on loopback; 0 lets the operating system choose. OSError when it is taken.
    """
    # Named as TCP, because asyncio sends at once, without Nagle's wait of 40 ms an answer, on such sockets only.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        config = uvicorn.Config(
            app, log_level=logging.CRITICAL, access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True)
        listener.listen()  # a call made before the thread is ready waits in the queue and is not refused
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
