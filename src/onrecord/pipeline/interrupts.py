"""Ctrl-C, kept waiting while something must not be cut in two."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Inside, Ctrl-C waits; on leaving, it is raised as it would have been."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield  # Python tells only its main thread of signals, and a foreign handler is not ours to move
        return
    waiting = False

    def hold(number: int, frame: object) -> None:
        nonlocal waiting
        waiting = True

    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if waiting:
            signal.raise_signal(signal.SIGINT)
