"""`onrecord report` as a command."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


def test_it_writes_the_file_and_opens_it_when_asked(
    invoke: Invoke, sample_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    out = tmp_path / "report.html"
    done = invoke("report", sample_db, "-o", out)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Written to {out}.\n")
    assert opened == []
    excerpts = out.stat().st_size
    assert invoke("report", sample_db, "-o", out, "--full-text", "--open").exit_code == 0
    assert opened == [out.as_uri()]
    assert out.stat().st_size > excerpts
    assert list(tmp_path.iterdir()) == [out]


def test_the_same_record_gives_the_same_file(invoke: Invoke, sample_db: Path, tmp_path: Path) -> None:
    for name in ("one.html", "other.html"):
        invoke("report", sample_db, "-o", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_it_never_writes_over_a_record(invoke: Invoke, sample_db: Path) -> None:
    done = invoke("report", sample_db, "-o", sample_db)
    assert done.exit_code == 1
    assert "is a record" in done.stderr
