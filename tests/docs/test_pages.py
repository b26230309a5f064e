"""README.md and docs/ are complete and agree with the program: links, pictures, options, fields."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest

import onrecord
from onrecord import export
from onrecord.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
SVG = "{http://www.w3.org/2000/svg}"


# Written by the benchmarks, whose figures belong to a machine and a day.
def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_into_the_project_leads_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    for target in targets:
        path = (page.parent / target.partition("#")[0]).resolve()
        assert path.exists(), f"{named(page)} links {target}"


def options() -> Iterator[tuple[str, str]]:
    """Every command with every long option of it."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            for flag in parameter.opts:
                if flag.startswith("--"):
                    yield name, flag


def test_every_command_and_every_option_is_described() -> None:
    text = "".join(
        (ROOT / "docs" / name).read_text()
        for name in ("reading.md", "sources.md", "asking.md", "timeline.md", "who.md", "reading-room.md")
    )
    for command, flag in options():
        assert f"onrecord {command}" in text
        assert re.search(rf"{flag}(?![\w-])", text), f"docs/ say nothing of onrecord {command} {flag}"


def test_the_picture_is_what_the_program_finds_today() -> None:
    drawn = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_picture.py"), "-"],
        capture_output=True,
        timeout=120,
        check=True,
    )
    kept = (ROOT / "docs" / "marked-paragraph.svg").read_bytes()
    assert drawn.stdout == kept, "run `python docs/make_picture.py`, look at the picture, and commit it"


def test_the_picture_can_be_read_without_eyes() -> None:
    picture = ElementTree.parse(ROOT / "docs" / "marked-paragraph.svg").getroot()
    said = picture.get("aria-labelledby", "").split()
    parts = [picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")]
    assert picture.get("role") == "img"
    assert [part.get("id") for part in parts if part is not None] == said
    assert all(part is not None and part.text for part in parts)
    marked = {rect.get("class") for rect in picture.iter(f"{SVG}rect")}
    assert {"source", "cue", "content"} <= marked


def test_the_description_of_the_lines_names_every_field_of_the_schema() -> None:
    text = (ROOT / "docs" / "lines.md").read_text(encoding="utf-8")
    names: set[str] = set()

    def collect(part: object) -> None:
        if isinstance(part, dict):
            names.update(part.get("properties", {}))
            for below in part.values():
                collect(below)
        elif isinstance(part, list):
            for below in part:
                collect(below)

    schema = export.schema()
    collect(schema)
    assert {"attributions", "speaker_how", "copy_of"} <= names, json.dumps(schema)[:300]
    told = set(re.findall(r"\w+", text))
    assert names <= told, f"docs/lines.md does not name {sorted(names - told)}"


def test_the_readme_has_the_two_commands_that_do_all() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npip install . && onrecord demo\n" in text
    assert "\npip install '.[test]' && pytest\n" in text


def test_the_tests_run_against_the_installed_package() -> None:
    origin = importlib.metadata.distribution("onrecord").read_text("direct_url.json")
    if origin and json.loads(origin).get("dir_info", {}).get("editable"):
        pytest.skip("an editable installation is the checkout; .ci/run makes a real one")
    places = {Path(sysconfig.get_paths()[key]).resolve() for key in ("purelib", "platlib")}
    assert places & set(Path(onrecord.__file__).resolve().parents)
