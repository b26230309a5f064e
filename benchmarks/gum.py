"""GUM (Georgetown University Multilayer corpus) as texts with coreference, from its CoNLL-U files.

Amir Zeldes and others, CC BY 4.0; `Entity=` follows CorefUD. Offsets are code points into a text made of the
sentences with a blank line between paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.evaluate import GoldDocument

# A document belongs to the part for testing when the CRC of its name says so; see `part_of`.
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass(frozen=True, slots=True)
class GumMention:
    """A mention with its entity's number, GUM's type, the place of its head word and that word's tag."""

    start: int
    end: int
    entity: str
    type: str
    head: tuple[int, int]
    tag: str


@dataclass(frozen=True, slots=True)
class GumDocument:
    """One document's text, and its mentions in the order of their starts."""

    name: str
    text: str
    mentions: tuple[GumMention, ...]

    def as_gold(self) -> GoldDocument:
        """The document as benchmarks read others."""
        return GoldDocument(self.name, self.text, ())


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    tag: str
    head: int  # index in the document, -1 for a root
    entity: str


def read_gum(folder: Path) -> Iterator[GumDocument]:
    """The documents of a folder of CoNLL-U files in the order of their names."""
    for path in sorted(folder.glob("*.conllu")):
        yield _document(path.stem, path.read_text(encoding="utf-8"))


def _document(name: str, source: str) -> GumDocument:
    text, words = "", list[_Word]()
    for block in source.split("\n\n"):
        lines = block.splitlines()
        if not any(line and line[0] != "#" for line in lines):
            continue
        new = any(line.startswith("# newpar") for line in lines)
        sentence = next(line[len("# text = ") :] for line in lines if line.startswith("# text = "))
        text += ("\n\n" if new else " ") if text else ""
        base, at, first = len(text), 0, len(words)
        text += sentence
        for line in lines:
            column = line.split("\t")
            if line.startswith("#") or not column[0].isdigit():
                continue
            form = column[1]
            found = sentence.find(form, at)
            start, end = (found, found + len(form)) if 0 <= found <= at + 2 else (at, at + len(form))
            at = end
            entity = next((f[7:] for f in column[9].split("|") if f.startswith("Entity=")), "")
            head = first + int(column[6]) - 1 if column[6] != "0" else -1
            words.append(_Word(base + start, base + end, column[4], head, entity))
    return GumDocument(name, text, tuple(_mentions(words)))


def _mentions(words: list[_Word]) -> list[GumMention]:
    opened: list[tuple[str, str, int]] = []
    made: list[GumMention] = []

    def close(entity: str, end: int) -> None:
        for k in range(len(opened) - 1, -1, -1):
            if opened[k][0] == entity:
                _, kind, start = opened.pop(k)
                run = range(start, end + 1)
                head = next((i for i in run if words[i].head not in run), end)
                made.append(
                    GumMention(
                        words[start].start,
                        words[end].end,
                        entity.split("[")[0],
                        kind,
                        (words[head].start, words[head].end),
                        words[head].tag,
                    )
                )
                return

    for i, word in enumerate(words):
        for opening, single, closing in _BRACKET.findall(word.entity):
            if opening:
                fields = opening.split("-")
                opened.append((fields[0], fields[1] if len(fields) > 1 else "", i))
                if single:
                    close(fields[0], i)
            else:
                close(closing, i)
    return sorted(made, key=lambda m: (m.start, -m.end))
