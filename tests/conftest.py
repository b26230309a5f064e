"""What tests of several rooms share: pages made up on the spot, a record of the sample coverage, commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import onrecord
from onrecord.language import English, open_language
from onrecord.record import Article, Block, PageRef, article_id

NAMES = (
    "Ana Lind",
    "Boro Castellane",
    "Chidi Marsh",
    "Dora Quist",
    "Emil Farran",
    "Greta Okoye",
    "Hal Nystrom",
)
THINGS = ("ferry", "bridge", "harbour", "granary", "lighthouse", "market", "reservoir")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew; review the diff"
    )


def article(number: int) -> str:
    """A plain text page of a fictional outlet; every number gives another text."""
    name, thing = NAMES[number % len(NAMES)], THINGS[number % len(THINGS)]
    surname = name.split()[-1]
    return (
        f"The {thing} of Tarn will open in week {number}\n\n"
        f"The {thing} of the town of Tarn will open in week {number}, mayor {name} said on Monday.\n\n"
        f"“We have waited {number} years for this,” {surname} told the council. “Nobody waits longer.”\n\n"
        f"Critics warned that the {thing} would cost {number} million crowns. "
        f"According to the treasurer, the money is there.\n"
    )


@pytest.fixture(scope="session")
def english() -> English:
    """The language stage with its model loaded."""
    return open_language()


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Makes an article of paragraphs, with a headline before them if one is given."""

    def make(*paragraphs: str, headline: str | None = None, kind: str = "paragraph") -> Article:
        rows = [("headline", headline)] if headline is not None else []
        rows += [(kind, paragraph) for paragraph in paragraphs]
        blocks, at = [], 0
        for block_kind, words in rows:
            blocks.append(Block(kind=block_kind, start=at, end=at + len(words)))  # type: ignore[arg-type]
            at += len(words) + 2
        text = "\n\n".join(words for _, words in rows)
        page = PageRef(
            origin="-", sha256="0" * 64, media_type="text/plain", fetched=None, extractor="-", given_digest=""
        )
        return Article(
            id=article_id(text, None),
            page=page,
            url=None,
            outlet=None,
            agency=None,
            headline=headline,
            bylines=(),
            published=None,
            language="en",
            text=text,
            blocks=tuple(blocks),
        )

    return make


@pytest.fixture
def write_pages(tmp_path: Path) -> Callable[[int], Path]:
    """Makes a folder with so many pages, each different."""

    def write(count: int) -> Path:
        folder = tmp_path / "pages"
        folder.mkdir()
        for number in range(count):
            (folder / f"page-{number:03}.txt").write_text(article(number), encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample coverage, read once in this process. Tests only look at it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    folder = onrecord.sample_coverage()
    summary = onrecord.read_into(folder, path, metadata=folder / "pages.csv")
    assert summary.read == summary.pages == 8, summary.failures
    return path


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def onrecord_command() -> list[str]:
    """The beginning of a command line that runs OnRecord as people do, in a process of its own."""
    return [sys.executable, "-W", "error", "-m", "onrecord"]


@pytest.fixture
def run(onrecord_command: list[str], tmp_path: Path) -> Run:
    """Runs a command to its end in a temporary folder."""

    def run_command(
        *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*onrecord_command, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **(env or {})},
            timeout=120,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run_command
