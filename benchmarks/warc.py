"""Records a minute from web archives, beside fastwarc's bare iteration: `python -m benchmarks.warc`.

Makes an archive of the sample pages, each made different by a number, with the pictures, redirects and
requests that a crawl has between pages, and goes through it three ways: fastwarc alone, intake alone, and
intake with the articles stage. Machines are noisy: what counts is the ratio in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from benchmarks.rounds import ROUNDS, best
from onrecord import intake
from onrecord.articles import read_article
from onrecord.record import Page, Settings
from onrecord.samples import coverage_folder

MOMENT = "2031-05-04T09:30:00Z"


def record(kind: str, uri: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {MOMENT}\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_archive(path: Path, pages: int) -> int:
    """Write an archive with so many pages; the number of its records."""
    originals = [page.read_bytes() for page in sorted(coverage_folder().glob("*.html"))]
    records = 0
    with path.open("wb") as file:
        for number in range(pages):
            uri = f"https://courier.example/{number}"
            html = originals[number % len(originals)]
            at = html.index(b"</p>", len(html) // 2)
            html = html[:at] + b" This is edition %d." % number + html[at:]
            ok = b"HTTP/1.1 200 OK\r\nContent-Type: "
            blocks = [
                ("request", f"GET /{number} HTTP/1.1\r\n\r\n".encode()),
                (
                    "response",
                    ok + b"text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(html),
                ),
                ("response", ok + b"image/png\r\n\r\n" + bytes(20_000)),
                ("response", b"HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\n\r\n"),
            ]
            for kind, block in blocks:
                file.write(gzip.compress(record(kind, uri, block)))
                records += 1
    return records


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=2000, help="pages in the archive (default 2000)")
    options = parser.parse_args()
    settings = Settings()

    def bare() -> int:
        with path.open("rb") as file:
            return sum(len(entry.reader.read()) for entry in ArchiveIterator(file))

    def found() -> list[Page]:
        return [page for page in intake.find_pages([str(path)], settings) if isinstance(page, Page)]

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.warc.gz")
        records = make_archive(path, options.pages)
        assert len(found()) == options.pages
        some = found()[:200]
        rows = [
            ("fastwarc, every record read", best(bare), records),
            ("intake", best(lambda: len(found())), records),
        ]
        articles = best(lambda: len([read_article(page, settings) for page in some]))
        print(f"{records} records, {options.pages} of them pages, best of {ROUNDS}")
        for name, seconds, count in rows:
            print(
                f"  {name:30s} {count / seconds * 60:12,.0f} records/min"
                f"  {rows[0][1] / seconds:6.2f} of fastwarc"
            )
        print(f"  {'articles stage alone':30s} {len(some) / articles * 60:12,.0f} pages/min")


if __name__ == "__main__":
    main()
