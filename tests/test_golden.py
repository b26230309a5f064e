"""Golden run: what the sample coverage becomes, compared line by line with tests/gold/coverage.jsonl.

Where a change is meant, `pytest tests/test_golden.py --update-golden` writes the file anew; look at its diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record import Attribution, Chain, Reading, Spans
from onrecord.samples import coverage_folder

GOLDEN = Path(__file__).parent / "gold" / "coverage.jsonl"
WORDS = 6  # of a block or a span that are shown: enough to find it, few enough to read
ADVICE = "If this is meant: pytest tests/test_golden.py --update-golden, then review the diff."


def beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")


def places(spans: Spans) -> str:
    """Each part's first words and its place: "We checked it twice [120:141]"."""
    return " + ".join(f"{beginning(span.text)} [{span.start}:{span.end}]" for span in spans)


def page(reading: Reading) -> dict[str, Any]:
    article = reading.article
    published = article.published
    return {
        "page": Path(article.page.origin).name,
        "headline": article.headline,
        "outlet": article.outlet,
        "agency": article.agency,
        "published": None if published is None else f"{published.value}, {published.how}",
        "bylines": list(article.bylines),
    }


def person(chain: Chain) -> dict[str, Any]:
    return {"person": chain.name, "names": list(chain.names), "roles": [str(role) for role in chain.roles]}


def statement(found: Attribution, numbers: dict[str, int]) -> dict[str, Any]:
    notes = [str(note) for note in (found.form, found.act, found.speaker_how) if note is not None]
    notes += ["negated"] * found.negated + ["inferred"] * found.inferred
    if found.holder is not None:
        notes.append(f"in {numbers[found.holder]}")
    return {
        "statement": numbers[found.id],
        "speaker": None if found.speaker is None else found.speaker.name,
        "source": places(found.source),
        "cue": places(found.cue),
        "content": places(found.content),
        "notes": ", ".join(notes),
    }


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """A row for the page, then one for each block, person and statement."""
    yield page(reading)
    for block in reading.article.blocks:
        yield {"block": block.kind, "begins": places(Spans([reading.article.span(block.start, block.end)]))}
    yield from (person(chain) for chain in reading.chains if chain.kind == "person")
    numbers = {found.id: number for number, found in enumerate(reading.attributions)}
    yield from (statement(found, numbers) for found in reading.attributions)


@pytest.fixture(scope="module")
def lines(sample_db: Path) -> list[str]:
    """The coverage as a record of it has it, in the order of the pages' names."""
    with onrecord.open(sample_db) as record:
        readings = sorted(record.readings, key=lambda reading: reading.article.page.origin)
        return [json.dumps(row, ensure_ascii=False) for reading in readings for row in rows(reading)]


def test_the_sample_coverage_reads_as_it_did(lines: list[str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    diff = "\n".join(unified_diff(golden, lines, "golden", "now", n=0, lineterm=""))
    assert not diff, f"{diff}\n{ADVICE}"


def test_the_golden_file_has_something_of_everything() -> None:
    """Or comparing with it would prove little."""
    golden = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    pages = [row for row in golden if "page" in row]
    assert {row["page"] for row in pages} == {p.name for p in coverage_folder().iterdir()} - {"pages.csv"}
    assert all(row["headline"] and row["outlet"] and row["published"] for row in pages)
    assert sum("statement" in row for row in golden) > 200
    assert sum("person" in row and bool(row["roles"]) for row in golden) > 20
    kinds = {row["block"] for row in golden if "block" in row}
    assert {"headline", "byline", "paragraph", "caption", "furniture"} <= kinds
    notes = {note for row in golden if "statement" in row for note in row["notes"].split(", ")}
    assert {"direct", "indirect", "mixed", "negated", "inferred", "pronoun", "surname", "implied"} <= notes
    assert any(note.startswith("in ") for note in notes)
    assert any("statement" in row and row["speaker"] is None for row in golden)
