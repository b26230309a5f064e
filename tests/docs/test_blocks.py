"""What README.md and docs/ show is run, page by page, in a folder where `pages/` has the sample coverage.

```console blocks hold commands after "$ " and, below some of them, a part of their output: each line shown
must come in the output, in this order, white space apart; "..." stands for anything. A command that says
"# exit status N" must end so, every other with 0. ```python blocks are run in order with the names of the
blocks before; those with ">>>" are doctests, whose output is compared where it is shown. What must not be
run stands in ```sh (setting up; .ci/run runs that) or ```text.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import spacy

import onrecord

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"])
KNOWN_FENCES = {"console", "python", "sh", "text", "json"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STATUS = re.compile(r"# exit status (\d+)$")
LONG = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass
class Command:
    """A command as a page shows it, and the part of its output that it shows."""

    line: str
    shown: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        match = STATUS.search(self.line)
        return int(match[1]) if match else 0


class ShownOnly(doctest.OutputChecker):
    """Compares output where some is shown."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return not want or super().check_output(want, got, optionflags)


def blocks(page: Path, *kinds: str) -> list[str]:
    return [code for kind, code in FENCE.findall(page.read_text(encoding="utf-8")) if kind in kinds]


def commands(page: Path) -> list[Command]:
    found: list[Command] = []
    for block in blocks(page, "console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line[2:]))
            elif found and found[-1].line.endswith("\\"):
                found[-1].line = found[-1].line[:-1] + line.strip()
            elif line.strip():
                found[-1].shown.append(" ".join(line.split()))
    return found


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands of a page run."""
    shutil.copytree(onrecord.sample_coverage(), tmp_path / "pages")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shell_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `onrecord` is the one under test, and a warning is an error."""
    programs = tmp_path_factory.mktemp("bin")
    script = programs / "onrecord"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -W error -m onrecord "$@"\n')
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=named)
def test_the_commands_of_a_page_do_what_it_shows(
    page: Path, folder: Path, shell_environment: dict[str, str]
) -> None:
    for command in commands(page):
        done = subprocess.run(
            ["bash", "-c", command.line],
            cwd=folder,
            env=shell_environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
        output = " ".join(done.stdout.decode().split())
        assert done.returncode == command.status, f"{command.line}\n{output}"
        at = 0
        for line in command.shown:
            for part in filter(None, (part.strip() for part in line.split("..."))):
                at = output.find(part, at)
                assert at >= 0, f"{command.line}\nhas no longer {part!r}, in order, in\n{output}"
                at += len(part)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=named)
def test_the_python_of_a_page_runs(page: Path, folder: Path) -> None:
    names: dict[str, object] = {"__name__": "__docs__"}
    runner = doctest.DocTestRunner(ShownOnly(), optionflags=LONG, verbose=False)
    complaints = io.StringIO()
    for number, block in enumerate(blocks(page, "python")):
        name = f"{named(page)}[{number}]"
        if ">>>" in block:
            examples = doctest.DocTestParser().get_doctest(block, names, name, named(page), 0)
            runner.run(examples, out=complaints.write, clear_globs=False)
            names = examples.globs
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block, name, "exec"), names)
    assert not runner.failures, complaints.getvalue()


TRAINING = {"torch", "safetensors", "onnx"}  # what the extra [train] brings, which the tests go without


def docstrings() -> Iterator[doctest.DocTest]:
    """The examples in the docstrings of the package."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    for module in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if module.name.endswith("__main__"):
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if error.name not in TRAINING:
                raise
            continue
        yield from (test for test in finder.find(loaded) if test.examples)
    yield from (test for test in finder.find(onrecord) if test.examples)


def test_the_examples_in_docstrings_run(folder: Path) -> None:
    runner = doctest.DocTestRunner(ShownOnly(), optionflags=LONG, verbose=False)
    complaints = io.StringIO()
    run = set()
    for test in docstrings():
        test.globs.update(onrecord=onrecord, spacy=spacy)
        runner.run(test, out=complaints.write)
        run.add(test.name)
    expected = {
        "onrecord",
        "onrecord.api.reading.read",
        "onrecord.api.reader.Reader",
        "onrecord.spacy_component",
    }
    assert expected <= run
    assert not runner.failures, complaints.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_of_a_page_says_what_it_is(page: Path) -> None:
    kinds = [kind for kind, _ in FENCE.findall(page.read_text(encoding="utf-8"))]
    assert set(kinds) <= KNOWN_FENCES
    assert all(command.line for command in commands(page))
