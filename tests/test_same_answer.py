"""The same page gives the same line in another process, whatever Python's own hashes are there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import onrecord
from onrecord.samples import coverage_folder

PAGE = coverage_folder() / "spr-brandvold-kettar-deadline.html"
CODE = """
import sys, onrecord
print(ascii(onrecord.api.line(onrecord.Reader().read(sys.argv[1]))))
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_gives_the_same_line(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(PAGE)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    here = onrecord.api.line(onrecord.Reader().read(str(PAGE)))
    assert done.stdout.strip() == ascii(here)


def test_reading_other_pages_in_between_changes_nothing() -> None:
    reader = onrecord.Reader()
    first = onrecord.api.line(reader.read(PAGE))
    for path in sorted(coverage_folder().glob("*.txt")):
        reader.read(path)
    assert onrecord.api.line(reader.read(PAGE)) == first
