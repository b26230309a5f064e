"""Seconds of the best of some rounds: on a noisy machine the least is nearest to what the work needs."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 3


def best(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest round."""
    seconds = []
    for _ in range(ROUNDS):
        start = clock()
        work()
        seconds.append(clock() - start)
    return min(seconds)
