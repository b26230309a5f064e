"""Draws docs/marked-paragraph.svg: a paragraph of the sample coverage, marked up, and the row it became.

Everything in it comes from reading the page anew. `python docs/make_picture.py` writes the file,
`python docs/make_picture.py -` prints the picture instead.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import onrecord

PICTURE = Path(__file__).with_name("marked-paragraph.svg")
PAGE = "two-lost-harvests.txt"
WORDS = "Satellite images"  # stand in the paragraph that is drawn
PARTS = ("source", "cue", "content")

WIDTH = 860
MARGIN = 32
SIZE = 16  # of the type, in pixels; the type is monospaced, so that places in the text are places here
ADVANCE = 9.6  # of a character: 0.6 of the size, as most monospaced types have it
LINE = 46
CHARACTERS = int((WIDTH - 2 * MARGIN) / ADVANCE)
COLUMNS = (("Who", MARGIN, 22), ("Says", 250, 8), ("What", 330, 33), ("Where", 640, 24))
ROW_SIZE, ROW_LINE = 14, 20

STYLE = """
  .card { fill: #fffdf7; stroke: #d0c8b8 }
  text { font: 16px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #22201c }
  .row { font: 14px system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif }
  .label { font: 12px system-ui, 'DejaVu Sans', Helvetica, Arial, sans-serif }
  .quiet { fill: #6a6459 } .strong { font-weight: bold }
  .line { stroke: #d0c8b8 }
  .source { fill: #0b57a4 } .cue { fill: #a33b00 } .content { fill: #1b6e3c }
  @media (prefers-color-scheme: dark) {
    .card { fill: #1b1e24; stroke: #474d57 } text { fill: #eae6dd } .quiet { fill: #a8a296 }
    .line { stroke: #474d57 }
    .source { fill: #79b8ff } .cue { fill: #ffab70 } .content { fill: #7ee2a0 }
  }"""


@dataclass(frozen=True)
class Found:
    """What the picture shows: a paragraph, where it starts in its article, a statement there, its row."""

    article: onrecord.Article
    start: int
    text: str
    statement: onrecord.Attribution


def find() -> Found:
    """The paragraph and the one statement in it, as reading the sample page gives them."""
    folder = onrecord.sample_coverage()
    with onrecord.read(folder / PAGE, metadata=folder / "pages.csv") as record:
        reading = next(iter(record.readings))
    text = reading.article.text
    block = next(b for b in reading.article.blocks if WORDS in text[b.start : b.end])
    inside = [a for a in reading.attributions if any(block.start <= s.start < block.end for s in a.content)]
    if len(inside) != 1:
        raise SystemExit(f"The paragraph should have one statement, and has {len(inside)}: choose another.")
    return Found(reading.article, block.start, text[block.start : block.end], inside[0])


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a paragraph that fit into the picture, each with its place in the paragraph."""
    at = 0
    for line in textwrap.wrap(text, CHARACTERS, break_on_hyphens=False):
        at = text.index(line, at)
        yield at, line


def words(x: float, y: float, text: str, style: str = "", more: str = "") -> str:
    """A line of text."""
    kind = f' class="{style}"' if style else ""
    return f'<text x="{x:g}" y="{y:g}"{kind}{more}>{escape(text)}</text>'


def paragraph(found: Found, top: float) -> tuple[list[str], float]:
    """The paragraph with its parts underlined and named, and where it ends."""
    drawn: list[str] = []
    named: set[str] = set()
    y = top
    for at, line in lines_of(found.text):
        fitted = f' textLength="{len(line) * ADVANCE:g}" xml:space="preserve"'
        drawn.append(words(MARGIN, y, line, more=fitted))
        for part in PARTS:
            for span in getattr(found.statement, part):
                start = max(span.start - found.start, at)
                end = min(span.end - found.start, at + len(line))
                if start >= end:
                    continue
                x = MARGIN + (start - at) * ADVANCE
                length = (end - start) * ADVANCE
                thick = 4 if part == "content" else 3
                drawn.append(
                    f'<rect class="{part}" x="{x:g}" y="{y + 5}" width="{length:g}" height="{thick}"/>'
                )
                if part not in named:
                    named.add(part)
                    centred = ' text-anchor="middle"'
                    drawn.append(words(x + length / 2, y + 21, part, f"label {part}", centred))
        y += LINE
    return drawn, y - LINE


def row(found: Found, top: float) -> tuple[list[str], float]:
    """The row that the statement became, under the names of its columns, and where it ends."""
    statement, article = found.statement, found.article
    speaker = statement.speaker
    where = [article.outlet, article.published and article.published.value, f"{PAGE},"]
    where.append("characters " + ", ".join(f"{s.start}–{s.end}" for s in statement.content))
    cells: Sequence[Sequence[str]] = (
        [speaker.name, *map(str, speaker.roles)] if speaker else ["(nobody named)"],
        [str(statement.cue)],
        [str(statement.content)],
        [cell for cell in where if cell],
    )
    drawn, lowest = [], top
    for (title, x, width), cell in zip(COLUMNS, cells, strict=True):
        drawn.append(words(x, top, title, "row strong"))
        y = top + 30
        for number, part in enumerate(cell):
            quiet = number > 0
            style = "row" + (" quiet" if quiet else " strong" if title == "Who" else "")
            for line in textwrap.wrap(part, width, break_on_hyphens=False):
                drawn.append(words(x, y, line, style))
                lowest = max(lowest, y)
                y += ROW_LINE
    drawn.append(
        f'<line class="line" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{top + 9:g}" y2="{top + 9:g}"/>'
    )
    return drawn, lowest


def draw(found: Found) -> str:
    """The picture as SVG; it says the same in words for who cannot see it."""
    marked, end = paragraph(found, 46)
    below, bottom = row(found, end + 78)
    middle = WIDTH / 2
    arrow = f'<path class="quiet" d="M{middle - 7} {end + 34} h14 l-7 9 z"/>'
    said = found.statement
    described = (
        f"The paragraph: {found.text} Underlined in it: the source, “{said.source}”; the cue, “{said.cue}”; "
        f"the content, “{said.content}”. The row below it: {said.speaker}; {said.cue}; {said.content}; "
        f"{found.article.outlet}."
    )
    height = int(bottom + 28)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            f'height="{height}" role="img" aria-labelledby="title description">',
            '<title id="title">A paragraph with source, cue and content underlined, and its row</title>',
            f'<desc id="description">{escape(described)}</desc>',
            f"<style>{STYLE}\n</style>",
            f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>',
            *marked,
            arrow,
            *below,
            "</svg>\n",
        ]
    )


def main() -> None:
    """Write the picture, or print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", nargs="?", default=str(PICTURE), help=f"default: docs/{PICTURE.name}")
    out = parser.parse_args().out
    picture = draw(find())
    if out == "-":
        sys.stdout.buffer.write(picture.encode())
    else:
        Path(out).write_text(picture, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
