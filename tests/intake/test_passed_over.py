"""A run says what it passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main

TEXT = "The harbour of Valmar will stay closed until spring, the minister, Ada Korhonen, said on Sunday.\n"


@pytest.mark.parametrize("form", ["record", "jsonl"])
def test_a_run_ends_with_what_it_passed_over(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n")
    for name in ("1.jpg", "2.JPG", "3.jpg", "picture"):
        (folder / name).write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    to = ["-o", str(tmp_path / "x.db")] if form == "record" else ["--jsonl"]
    done = CliRunner().invoke(main, ["read", str(folder), *to, "--jobs", "1"])
    assert done.exit_code == 0
    assert "1 page: 1 read" in done.stderr
    summed, passed = done.stderr.splitlines()[:2]
    assert summed.startswith("1 page")
    assert passed.strip() == "5 files of other kinds passed over: 3 .jpg, 1 .pdf, 1 without an ending"


def test_a_run_that_passed_over_nothing_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = CliRunner().invoke(main, ["read", str(tmp_path), "-o", str(tmp_path / "x.db"), "--jobs", "1"])
    assert "passed over" not in done.stderr
