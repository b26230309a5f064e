"""Running the reading room with uvicorn on a socket that is open already."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

SECONDS_TO_END = 3  # that a page under way has when the server is stopped


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], object] | None) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._ready is not None and self.started:
            self._ready()


def run(app: FastAPI, listener: socket.socket, ready: Callable[[], object] | None = None) -> None:
    """Serve `app` on `listener` until the process is told to end; `ready` is called once it answers."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=SECONDS_TO_END,
    )
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, ready).run(sockets=[listener])


def address_of(listener: socket.socket, host: str) -> str:
    """The address at which a browser on this machine reaches what listens there."""
    port = listener.getsockname()[1]
    try:
        everywhere = ipaddress.ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    name = "127.0.0.1" if everywhere else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"
