"""The command as a whole, and `onrecord demo`."""

from __future__ import annotations

import shutil
import subprocess
import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import onrecord
from onrecord import api
from onrecord.cli import COMMANDS
from onrecord.cli.demo import namesakes
from onrecord.record import OnrecordError

Invoke = Callable[..., Result]


def test_help_names_every_command_and_each_has_examples_or_says_what_it_does(invoke: Invoke) -> None:
    overview = invoke("--help").stdout
    for command in COMMANDS:
        assert f"  {command} " in overview
        text = invoke(command, "--help").stdout
        assert command == "demo" or "Examples:" in text


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"onrecord, version {onrecord.__version__}\n"


def test_an_error_is_a_message_and_with_debug_a_traceback(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    plain = run("show", "no.db", "articles")
    assert plain.returncode == 1
    assert plain.stderr.startswith("onrecord: ")
    assert "Traceback" not in plain.stderr
    debug = run("--debug", "show", "no.db", "articles")
    assert debug.returncode == 1
    assert "Traceback" in debug.stderr


def test_a_terminal_that_knows_only_ascii_gets_escapes(
    run: Callable[..., subprocess.CompletedProcess[str]], sample_db: Path
) -> None:
    done = run("show", sample_db, "statements", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr
    assert "\\u201c" in done.stdout
    assert done.stdout.isascii()


def test_an_error_cannot_harm_the_terminal(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> None:
        raise OnrecordError("first \x1b[2J line\nsecond line")

    monkeypatch.setattr(api, "open_record", fail)
    done = invoke("show", "x.db", "articles")
    assert done.stderr == "onrecord: first ␛[2J line\nsecond line\n"


def test_the_demo_reads_the_samples_and_shows_what_was_found(invoke: Invoke) -> None:
    done = invoke("demo")
    assert done.exit_code == 0
    assert "8 pages: 8 read, 0 already there, 0 failed" in done.stderr
    for part in ("Who said most", "outlet", "Leila Brandvold", "**gates**", "onrecord read"):
        assert part in done.stdout
    report = Path(done.stdout.splitlines()[-1].strip())
    assert "Leila Brandvold" in report.read_text(encoding="utf-8")
    shutil.rmtree(report.parent)


def test_the_demo_can_keep_its_record_and_open_the_report(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.db"
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    done = invoke("demo", "--keep", path, "--open")
    assert f"onrecord search {path}" in done.stdout
    assert opened == [(tmp_path / "kept-report.html").as_uri()]
    assert (tmp_path / "kept-report.html").stat().st_size > 50_000
    with onrecord.open(path) as record:
        assert len(record.articles) == 8


def test_the_demo_pours_no_fiction_into_what_is_there(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "precious.db"
    path.write_text("precious")
    done = invoke("demo", "--keep", path)
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert path.read_text() == "precious"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ["read", "ferry.txt", "--jsonl", "--jobs", "1"],
        ["show", "x.db", "statements"],
        ["export", "x.db", "--format", "csv", "-o", "-"],
    ],
)
def test_an_output_that_takes_no_more_is_one_clear_message(
    onrecord_command: list[str], tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry will sail in spring, Ana Lind said on Monday.")
    onrecord.read_into(tmp_path / "ferry.txt", tmp_path / "x.db")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*onrecord_command, *command], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, timeout=120
        )
    said = done.stderr.decode().splitlines()
    assert (done.returncode, said) == (
        1, ["onrecord: The output cannot be written: No space left on device."]
    )  # fmt: skip


def test_namesakes_are_people_who_share_a_surname_only(tmp_path: Path) -> None:
    texts = (
        "The ferry will sail, Greta Lind said. The ferry is safe, Erik Lind told the council.",
        "The bridge is open, Erik Lind said. The bridge is old, Ana Quist said.",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with onrecord.read(tmp_path) as record:
        people = record.people.rows
        assert [person.name for person in namesakes(people)] == ["Erik Lind", "Greta Lind"]
        assert namesakes(tuple(person for person in people if person.name != "Erik Lind")) == []
