"""Coreference of names and pronouns on GUM: `python -m benchmarks.coreference --gum FOLDER`.

Counted are mentions of persons and organisations that are names or personal pronouns of the third person,
gold and predicted, and of these the entities that have two or more. A predicted mention is a gold one when
it lies in it and holds its head. Documents whose names' CRC is divisible by two are the test part. Beside
what is resolved stands a plain string match: names with the same words, and each pronoun with the last name
before it.
"""

from __future__ import annotations

import argparse
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from benchmarks.gold import article_of
from benchmarks.gum import GumDocument, read_gum
from onrecord.evaluate.coreference import CoreferenceScores
from onrecord.extract import find_attributions
from onrecord.language import open_language
from onrecord.record import Article, Parsed
from onrecord.resolve import resolve

PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "his", "hers", "its", "their", "theirs", "them"}
    | {"himself", "herself", "itself", "themselves"}
)
KINDS = {"person": "person", "organization": "organisation"}
LABELS = frozenset({"PERSON", "ORG"})

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A predicted mention and the number of its entity."""

    start: int
    end: int
    entity: Hashable


def gold_entities(document: GumDocument) -> dict[Place, str]:
    """The entity of each mention that is counted, by the place of the mention's head."""
    text = document.text
    return {
        m.head: m.entity
        for m in document.mentions
        if m.type in KINDS and (m.tag in ("NNP", "NNPS") or text[m.start : m.end].lower() in PRONOUNS)
    }


def resolved_mentions(article: Article, parsed: Parsed) -> list[Found]:
    """What is resolved: names and pronouns of persons and organisations."""
    resolved = resolve(article, parsed, find_attributions(article, parsed))
    counted = {c.id for c in resolved.chains if c.kind in ("person", "organisation")}
    return [
        Found(m.span.start, m.span.end, m.chain)
        for m in resolved.mentions
        if m.chain in counted and (m.kind == "name" or m.span.text.lower() in PRONOUNS)
    ]


def string_match(parsed: Parsed, article: Article) -> list[Found]:
    """Names with the same words, and each pronoun with the last name before it."""
    found: list[Found] = []
    names = {n.start_token: n for n in parsed.names if n.label in LABELS}
    last: str | None = None
    for token in parsed.tokens:
        name = names.get(token.index)
        if name is not None:
            start, end = token.start, parsed.tokens[name.end_token - 1].end
            last = article.text[start:end].casefold()
            found.append(Found(start, end, last))
        elif token.text.lower() in PRONOUNS and last is not None:
            found.append(Found(token.start, token.end, last))
    return found


def entities(document: GumDocument, found: Iterable[Found], gold: dict[Place, str]) -> list[list[Hashable]]:
    """Predicted entities of two mentions or more; a mention that is a gold one has its head as its name."""
    spans = sorted(
        ((m.start, m.end, m.head) for m in document.mentions if m.head in gold), key=lambda m: m[1] - m[0]
    )
    groups: dict[Hashable, list[Hashable]] = {}
    taken: set[Hashable] = set()
    for mention in found:
        heads = [
            head
            for start, end, head in spans
            if start <= mention.start and mention.end <= end and mention.start <= head[0] < mention.end
        ]
        key: Hashable = heads[0] if heads else ("none", mention.start, mention.end)
        if key not in taken:
            taken.add(key)
            groups.setdefault(mention.entity, []).append(key)
    return [group for group in groups.values() if len(group) > 1]


def gold_groups(gold: dict[Place, str]) -> list[list[Hashable]]:
    """Gold entities of two mentions or more."""
    groups: dict[str, list[Hashable]] = {}
    for place, entity in gold.items():
        groups.setdefault(entity, []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def print_scores(label: str, scores: CoreferenceScores) -> None:
    """One line of figures."""
    parts = " ".join(
        f"{name} P {t.precision:.3f} R {t.recall:.3f} F1 {t.f1:.3f} "
        for name, t in (("MUC", scores.muc), ("B3", scores.b_cubed), ("CEAFe", scores.ceaf))
    )
    print(f"  {label:13s} {parts} CoNLL {scores.conll:.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="a folder of CoNLL-U files")
    options = parser.parse_args(arguments)
    language = open_language()
    tallies: dict[tuple[str, str], CoreferenceScores] = {}
    counts: dict[str, list[int]] = {}
    for document in read_gum(options.gum):
        part = "test" if crc32(document.name.encode()) % 2 == 0 else "development"
        article = article_of(document.as_gold())
        parsed = language.parse(article)
        gold = gold_entities(document)
        groups = gold_groups(gold)
        count = counts.setdefault(part, [0, 0])
        count[0] += 1
        count[1] += sum(len(group) for group in groups)
        for label, found in (
            ("resolved", resolved_mentions(article, parsed)),
            ("string match", string_match(parsed, article)),
        ):
            scores = tallies.setdefault((part, label), CoreferenceScores())
            scores.add(groups, entities(document, found, gold))
    for part in sorted(counts):
        print(f"{part}: {counts[part][0]} documents, {counts[part][1]} mentions in entities of two or more")
        for label in ("resolved", "string match"):
            print_scores(label, tallies[part, label])


if __name__ == "__main__":
    main()
