"""Pages by strangers who mean harm, from file to article: a Failure each, in bounded time and memory."""

from __future__ import annotations

import random
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from onrecord.articles import read_article
from onrecord.intake import find_pages
from onrecord.record import Article, Failure, Page, PageError, Settings

SENTENCE = (
    b"<p>The harbour of Valmar stays shut until spring, the minister, Ada Korhonen, said on Sunday.</p>"
)
SECONDS = 60.0  # generous: machines that run tests do other work too
PEAK = 400_000_000


def outcome(path: Path, settings: Settings = Settings()) -> Article | Failure | PageError:  # noqa: B008
    """What becomes of the one page at a path."""
    (found,) = find_pages([str(path)], settings)
    if isinstance(found, Failure):
        return found
    assert isinstance(found, Page)
    try:
        return read_article(found, settings)
    except PageError as error:
        return error


def bounded(path: Path) -> Article | Failure | PageError:
    """The same, which must take neither long nor much memory of Python's own."""
    tracemalloc.start()
    start = time.perf_counter()
    result = outcome(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - start < SECONDS
    assert peak < PEAK
    return result


def test_a_hundred_megabytes_of_one_tag_are_too_large_before_they_are_read(tmp_path: Path) -> None:
    with (tmp_path / "page.html").open("wb") as file:
        for _ in range(100):
            file.write(b"<div>" * 200_000)
    result = bounded(tmp_path / "page.html")
    assert isinstance(result, Failure)
    assert (result.stage, result.kind) == ("intake", "too-large")


def test_a_hundred_megabytes_of_one_tag_in_a_small_file_too(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"<div>" * 200_000) for _ in range(100)) + packer.flush()
    assert len(packed) < 200_000
    (tmp_path / "page.html.gz").write_bytes(packed)
    result = bounded(tmp_path / "page.html.gz")
    assert isinstance(result, Failure)
    assert (result.stage, result.kind) == ("intake", "too-large")


def test_ten_gigabytes_in_a_small_file_are_not_unpacked(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    # The first block has the header of gzip; each other repeats what the second is.
    again = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    with (tmp_path / "page.html.gz").open("wb") as file:
        file.write(first)
        for _ in range(999):
            file.write(again)
    assert (tmp_path / "page.html.gz").stat().st_size < Settings().max_bytes
    result = bounded(tmp_path / "page.html.gz")
    assert isinstance(result, Failure)
    assert (result.stage, result.kind) == ("intake", "too-large")


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b"<div>" * 300_000, {"too-deep"}),
        (b"<a><b><i><u>" * 100_000 + SENTENCE, {"too-deep", "too-large"}),
        (b"<table><tr><td>" * 50_000 + SENTENCE, {"too-deep"}),
        (b"<p>" * 500_000, {"too-large"}),
        (b"<p>" + b"&amp;" * 500_000, {"too-long", "no-article"}),
        (b"<p>" + b"&x" * 500_000, {"too-long", "no-article"}),
        (b"\0" * 5_000_000, {"binary", "no-article"}),
        (b"<html>" + bytes(range(256)) * 10_000, {"binary", "no-article", "not-english", "too-long"}),
        (b"<p>" + SENTENCE[3:-4] * 16_000, {"too-long"}),
        (b"<!--" * 1_000_000, {"no-article"}),
        (b"<script>" * 200_000, {"too-large", "no-article"}),
    ],
    ids=[
        "nesting", "inline", "tables", "tags", "entities", "half entities", "nulls", "bytes", "line",
        "comments", "scripts",
    ],
)  # fmt: skip
def test_a_monstrous_page_is_a_failure_with_its_reason(
    tmp_path: Path, content: bytes, kinds: set[str]
) -> None:
    (tmp_path / "page.html").write_bytes(content)
    result = bounded(tmp_path / "page.html")
    assert isinstance(result, Failure | PageError)
    assert result.kind in kinds, result
    assert result.reason.endswith(".")


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "cp1252"),
        ("utf-16", "utf-8"),
        ("gb18030", "cp1252"),
        ("zlib", "utf-8"),
        ("iso-8859-1", "utf-16"),
    ],
)
def test_a_wrong_encoding_costs_characters_and_not_the_page(tmp_path: Path, declared: str, real: str) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><article>{SENTENCE.decode() * 4}'
    html += "<p>The café of the quay stays open, its owner, Zoë Marsh, said.</p></article></body></html>"
    (tmp_path / "page.html").write_bytes(html.encode(real))
    result = bounded(tmp_path / "page.html")
    assert isinstance(result, Article)
    assert "Ada Korhonen" in result.text


def test_encodings_that_change_within_a_page_cost_characters_and_not_the_page(tmp_path: Path) -> None:
    parts = [f"<p>The café number {n} stays open, the minister, Ada Korhonen, said.</p>" for n in range(40)]
    content = b"".join(
        part.encode(random.Random(n).choice(["utf-8", "cp1252"])) for n, part in enumerate(parts)
    )
    (tmp_path / "page.html").write_bytes(b"<html><body><article>" + content + b"</article></body></html>")
    result = bounded(tmp_path / "page.html")
    assert isinstance(result, Article)
    assert result.text.count("Ada Korhonen") >= 35
    assert any("could not be decoded" in warning for warning in result.warnings)
