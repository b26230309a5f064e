"""What workers are given to do in tests of the pool; a module, because a worker imports what it does."""

from __future__ import annotations

import functools
import logging
import os
import time

from onrecord.record import Failure, OnrecordError, Page, Provenance

MEANS = {
    "text/plain": Provenance(version="0", extractor="fake", attribution="fake", settings="", models=()),
}


class FakeReader:
    """Does what the page says."""

    def __init__(self, pid_file: str | None = None) -> None:
        if pid_file:
            with open(pid_file, "a") as file:
                file.write(f"{os.getpid()}\n")

    def __call__(self, page: Page) -> Failure:
        words = page.content.decode().split()
        if words[0] == "die":
            os._exit(7)
        if words[0] == "log":
            logging.getLogger("onrecord.fake").debug("seen by debug")
            logging.getLogger("elsewhere").warning("a library complains")
        if words[0] == "grow":
            try:
                bytearray(int(words[1]))
            except MemoryError:
                return Failure(origin=page.origin, stage="fake", kind="refused", reason="no memory")
        if words[0] == "sleep":
            time.sleep(float(words[1]))
        return Failure(origin=page.origin, stage="fake", kind="done", reason=page.content.decode()[:20])

    def means(self) -> dict[str, Provenance]:
        return MEANS


def open_fake(pid_file: str | None = None) -> FakeReader:
    return FakeReader(pid_file)


def open_broken() -> FakeReader:
    raise OnrecordError("the model is not there")


def main(pid_file: str) -> None:
    """A run that never ends, for a test to kill."""
    from onrecord.pipeline.pool import open_pool

    pages = [Page(origin=str(i), media_type="text/plain", content=b"sleep 600") for i in range(4)]
    with open_pool(functools.partial(open_fake, pid_file), jobs=2, max_seconds=900) as pool:
        for _ in pool.read(pages):
            pass


if __name__ == "__main__":
    import sys

    main(sys.argv[1])
