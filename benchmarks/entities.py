"""Who is who across articles: against gold, among pseudo-namesakes, and how time grows with the articles.

    python -m benchmarks.entities --articles FILE [--record RECORD] [-v]

FILE has a JSON line an article with "doc" and "text". They are read into RECORD once (a new one if there is
none), which takes minutes; after that only people across articles are worked out.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from onrecord import pipeline, samples, store
from onrecord.assemble import resolve_entities
from onrecord.assemble.names import person_name
from onrecord.record import Appearance, Cast, Entity, Page, Settings
from onrecord.samples import coverage_folder

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "entities.jsonl"
SEED = 20261122
PAIRS = 300
CURVE = (500, 1_000, 2_000, 5_000)


class Scores(NamedTuple):
    """B-cubed (Bagga and Baldwin 1998) and pairwise precision and recall, and how many items."""

    items: int
    people: int
    precision: float
    recall: float
    pair_precision: float
    pair_recall: float


def score(items: Sequence[tuple[Hashable, Hashable]]) -> Scores:
    """The scores of (gold, predicted) labels."""
    both = Counter(items)
    gold = Counter(label for label, _ in items)
    predicted = Counter(label for _, label in items)
    precision = sum(count * count / predicted[p] for (_, p), count in both.items()) / len(items)
    recall = sum(count * count / gold[g] for (g, _), count in both.items()) / len(items)

    def pairs(counts: Iterable[int]) -> int:
        return sum(count * (count - 1) // 2 for count in counts)

    right = pairs(both.values())
    return Scores(
        len(items),
        len(gold),
        precision,
        recall,
        right / max(pairs(predicted.values()), 1),
        right / max(pairs(gold.values()), 1),
    )


def read_articles(path: Path, record: Path) -> dict[str, str]:
    """The ids of the articles of a file, by doc; what is not in the record yet is read into it."""

    def pages() -> Iterable[Page]:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            yield Page(origin=row["doc"], media_type="text/plain", content=row["text"].encode())

    with store.open_store(record, "write") as opened:
        pipeline.read_into(pages(), opened, Settings())
        return {article.origin: article.id for article in opened.articles()}


def entity_of(entities: Iterable[Entity]) -> dict[str, str]:
    """The entity of each chain."""
    return {member.chain: entity.id for entity in entities for member in entity.members}


def gold_items(
    record: Path, articles: Mapping[str, str], found: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    """(doc, who it is, the entity found, words) for every place of the gold that is in a chain."""
    items = []
    with store.open_store(record, "read") as opened:
        for line in GOLD.read_text(encoding="utf-8").splitlines()[1:]:
            row = json.loads(line)
            reading = opened.reading(articles[row["doc"]])
            assert reading is not None
            places = {(it.span.start, it.span.end): it.chain for it in reading.mentions}
            for start, end, name in row["people"]:
                chain = places.get((start, end))
                alone = f"{row['doc']} {start}"  # found by nobody: a person of its own
                words = reading.article.text[start:end]
                items.append((row["doc"], name, found.get(chain or "", alone), words))
    return items


def sample_items() -> list[tuple[str, str]]:
    """The same for the sample coverage, whose people all have different full names."""
    folder = coverage_folder()
    names = {it.name for page in samples.gold() for it in page.people}
    with tempfile.TemporaryDirectory() as scratch:
        from onrecord import api

        record = Path(scratch, "samples.db")
        api.read_into(folder, record, metadata=folder / "pages.csv")
        with api.open_record(record) as opened:
            found = entity_of(opened.entities)
            chains = [chain for reading in opened.readings for chain in reading.chains]
    return [
        (chain.name, found[chain.id]) for chain in chains if chain.kind == "person" and chain.name in names
    ]


def pseudo_namesakes(casts: Sequence[Cast], same: bool) -> list[tuple[Cast, ...]]:
    """Records in which pairs of people of different articles have one new name each.

    With `same` they are the same person under one full name before, else two of different names. Each record
    has all articles and up to PAIRS pairs, of which no two share an article or a name.
    """
    rng = random.Random(SEED)
    roled = [
        (number, place)
        for number, cast in enumerate(casts)
        for place, it in enumerate(cast.appearances)
        if it.kind == "person" and it.offices and (name := person_name(it.name)) is not None and name.full
    ]
    rng.shuffle(roled)
    by_name: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, place in roled:
        by_name[casts[number].appearances[place].name].append((number, place))
    if same:
        pairs = [(some[0], some[1]) for some in by_name.values() if len(some) > 1]
    else:
        pairs = list(zip(roled[::2], roled[1::2], strict=False))
    changed = {number: list(cast.appearances) for number, cast in enumerate(casts)}
    used: set[int] = set()
    made: list[tuple[str, str]] = []
    for (a, at), (b, to) in pairs:
        one, other = casts[a].appearances[at], casts[b].appearances[to]
        if {a, b} & used or a == b or (one.name == other.name) != same or len(made) == PAIRS:
            continue
        used |= {a, b}
        new = f"{rng.choice(_GIVEN)} {_invented(len(made))}"
        for number, place in ((a, at), (b, to)):
            changed[number][place] = replace(changed[number][place], name=new, names=(new,))
        made.append((one.chain, other.chain))
    record = tuple(replace(cast, appearances=tuple(changed[number])) for number, cast in enumerate(casts))
    _PAIRS[id(record)] = made
    return [record]


_GIVEN = ("John", "Mary", "David", "Anna", "Ottilie", "Bjarne", "Hyun-woo", "Amara")
_PAIRS: dict[int, list[tuple[str, str]]] = {}


def _invented(number: int) -> str:
    """A family name that nobody has."""
    starts = ("Bran", "Tol", "Vesk", "Marl", "Quor", "Hald", "Sten", "Drus", "Pell", "Ork")
    ends = ("dovar", "emark", "ishan", "ottel", "ubrin", "asker", "yndal", "ferrow", "glint", "mosque")
    more = ("a", "o", "us", "en")
    return starts[number % 10] + ends[number // 10 % 10] + more[number // 100 % 4]


def roles_differ(one: Appearance, other: Appearance) -> bool:
    """Whether no word of the titles' ends and of the affiliations is common."""

    def words(it: Appearance) -> set[str]:
        ends = {(office.title or "").rstrip(".").casefold().split(" ")[-1] for office in it.offices}
        of = {word.casefold() for office in it.offices for word in (office.affiliation or "").split()}
        return (ends | of) - {"", "the", "of"}

    return words(one).isdisjoint(words(other))


def namesake_rows(casts: Sequence[Cast]) -> list[tuple[str, str, str]]:
    """How many pairs stay apart that are two, and come together that are one."""
    by_chain = {it.chain: it for cast in casts for it in cast.appearances}
    rows = []
    for same in (False, True):
        for record in pseudo_namesakes(casts, same):
            found = entity_of(resolve_entities(record))
            tried: Counter[bool] = Counter()
            apart: Counter[bool] = Counter()
            for one, other in _PAIRS[id(record)]:
                differ = roles_differ(by_chain[one], by_chain[other])
                tried[differ] += 1
                apart[differ] += found[one] != found[other]
            for differ in (True, False):
                right = tried[differ] - apart[differ] if same else apart[differ]
                what = "one person, joined" if same else "two people of one name, apart"
                words = "no word of their roles in common" if differ else "a word of their roles in common"
                share = right / max(tried[differ], 1)
                rows.append((f"{what}: {words}", f"{right} of {tried[differ]}", f"{share:.3f}"))
    return rows


def grown(casts: Sequence[Cast], articles: int) -> list[Cast]:
    """So many articles: those that there are, again and again, half of the people with other names."""
    made = []
    for number in range(articles):
        cast, again = casts[number % len(casts)], number // len(casts)
        appearances = tuple(
            replace(
                it,
                chain=f"{it.chain}/{again}",
                founds=f"{it.founds}/{again}",
                name=f"{it.name}{'x' * again}" if again and hash_of(it.name) else it.name,
            )
            for it in cast.appearances
        )
        made.append(replace(cast, article=f"{cast.article}/{again}", appearances=appearances))
    return made


def hash_of(name: str) -> int:
    """0 or 1, the same for one name in every run."""
    return sum(map(ord, name)) % 2


def curve_rows(casts: Sequence[Cast]) -> Sequence[tuple[str, ...]]:
    """Seconds for each number of articles."""
    rows = []
    for articles in CURVE:
        some = grown(casts, articles)
        chains = sum(len(cast.appearances) for cast in some)
        mentions = sum(it.mentions for cast in some for it in cast.appearances)
        started = time.process_time()
        entities = resolve_entities(some)
        seconds = time.process_time() - started
        rows.append(
            (str(articles), f"{mentions:,}", f"{chains:,}", f"{len(entities):,}", f"{seconds:.1f}",
             f"{1_000_000 * seconds / mentions:.0f}")
        )  # fmt: skip
    return rows


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, its columns as wide as their cells."""
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(len(columns))]
    for row in (columns, *rows):
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--record", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list every error")
    parser.add_argument("--no-curve", action="store_true", help="leave out how time grows")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        record = arguments.record or Path(scratch, "articles.db")
        articles = read_articles(arguments.articles, record)
        with store.open_store(record, "read") as opened:
            casts = list(opened.casts())
        docs = {articles[json.loads(line)["doc"]] for line in GOLD.read_text("utf-8").splitlines()[1:]}
        rows = []
        for what, some in (
            ("60 articles alone", [cast for cast in casts if cast.article in docs]),
            ("60 among all articles", casts),
        ):
            items = gold_items(record, articles, entity_of(resolve_entities(some)))
            rows.append((what, score([(name, found) for _, name, found, _ in items])))
        if arguments.verbose:
            _print_errors(items)
    rows.append(("sample coverage", score(sample_items())))
    print_table(
        ("", "places", "people", "B3 precision", "B3 recall", "pair precision", "pair recall"),
        [(what, str(it[0]), str(it[1]), *(f"{value:.3f}" for value in it[2:])) for what, it in rows],
    )
    print()
    print_table(("pseudo-namesakes", "right", "share"), namesake_rows(casts))
    if not arguments.no_curve:
        print()
        print_table(
            ("articles", "mentions", "chains", "entities", "CPU seconds", "µs a mention"), curve_rows(casts)
        )


def _print_errors(items: Sequence[tuple[str, str, str, str]]) -> None:
    people: defaultdict[str, Counter[str]] = defaultdict(Counter)
    entities: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, name, found, words in items:
        people[name][found] += 1
        entities[found][f"{name} ({words})"] += 1
    for _, names in sorted(entities.items()):
        if len({it.split(" (")[0] for it in names}) > 1:
            print("joined:", dict(names))
    for name, parts in sorted(people.items()):
        if len(parts) > 1:
            print(
                "split:",
                name,
                sorted(parts.values(), reverse=True),
                [list(entities[part])[:2] for part in parts],
            )


if __name__ == "__main__":
    main()
