"""Commands run in this process, where nothing about processes is tested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import api
from onrecord.cli import main

Invoke = Callable[..., Result]


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs a command, reading in this process, and gives its result; crashes show their traceback."""
    monkeypatch.setattr(api, "default_jobs", lambda: None)

    def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        runner = CliRunner(catch_exceptions=False)
        return runner.invoke(main, [str(argument) for argument in arguments], input=stdin)

    return run
