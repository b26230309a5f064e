"""Quotations with one kind of change each: does `onrecord find` put the article they are from first?

    python -m benchmarks.find --gold FILE [FILE ...] [--each 300] [--record FILE] [-v]

FILE has a JSON object a line with "doc", "text" and "attributions", as benchmarks/README.md describes. The
articles are written into a record with the gold's own statements, but for one in four, whose contents
are looked for all the same and must not be found. A quotation is found when the first passage lies in the
content that it was made of by half (or in the same words of another article).
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import onrecord
from benchmarks.gold import article_of, read_gold
from onrecord.evaluate import GoldDocument
from onrecord.pipeline.views import assemble
from onrecord.record import Attribution, Provenance, Reading, Spans, digest_id
from onrecord.store import FindResult, open_store

LEFT_OUT = 4  # one article in so many is not in the record
LEAST_WORDS, MOST_WORDS = 5, 60
SEED = 20261122
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPEN_OR_CLOSE = str.maketrans("", "", "“”\"‘’'")
OTHER_WORDS = ("harbour", "never", "always", "committee", "yesterday", "billion", "quietly", "ferry")
SPELT = {"or": "our", "ize": "ise", "er": "re", "ense": "ence", "yze": "yse"}

Change = Callable[[list[str], random.Random], str]


def as_it_is(words: list[str], chance: random.Random) -> str:
    return " ".join(words)


def other_marks(words: list[str], chance: random.Random) -> str:
    bare = " ".join(words).translate(_OPEN_OR_CLOSE)
    return chance.choice((f"“{bare}”", f'"{bare}"', f"«{bare}»", bare.upper(), f"'{bare}."))


def ellipsis(words: list[str], chance: random.Random) -> str:
    size = chance.randint(1, max(1, len(words) // 3))
    start = chance.randint(1, len(words) - size - 1)
    return " ".join([*words[:start], chance.choice(("...", "…", "[...]", ". . .")), *words[start + size :]])


def cut_ends(words: list[str], chance: random.Random) -> str:
    kept = max(4, (2 * len(words)) // 3)
    start = chance.randint(0, len(words) - kept)
    return " ".join(words[start : start + kept])


def one_changed(words: list[str], chance: random.Random) -> str:
    place = chance.randrange(len(words))
    return " ".join([*words[:place], chance.choice(OTHER_WORDS), *words[place + 1 :]])


def typo(words: list[str], chance: random.Random) -> str:
    long = [place for place, word in enumerate(words) if len(word) > 4] or [0]
    place = chance.choice(long)
    word = words[place]
    at = chance.randrange(max(1, len(word) - 1))
    made = chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
         word[:at] + chance.choice("aeiourst") + word[at:])
    )  # fmt: skip
    return " ".join([*words[:place], made, *words[place + 1 :]])


def spelling(words: list[str], chance: random.Random) -> str:
    """The other side of the Atlantic, or another inflection."""
    changed = []
    for word in words:
        end = next((end for end in SPELT if len(word) > 4 and word.endswith(end)), None)
        changed.append(word.removesuffix(end) + SPELT[end] if end else word)
    if changed == words:
        place = max(range(len(words)), key=lambda number: len(words[number]))
        word = words[place]
        changed[place] = word[:-1] if word.endswith("s") else word + "s"
    return " ".join(changed)


def two_swapped(words: list[str], chance: random.Random) -> str:
    place = chance.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place + 1], words[place], *words[place + 2 :]])


def some_missing(words: list[str], chance: random.Random) -> str:
    size = max(1, len(words) // 6)
    gone = set(chance.sample(range(1, len(words) - 1), min(size, len(words) - 2)))
    return " ".join(word for place, word in enumerate(words) if place not in gone)


def all_of_these(words: list[str], chance: random.Random) -> str:
    for change in (cut_ends, two_swapped, some_missing, one_changed, typo):
        words = change(words, chance).split() if len(words) > 4 else words
    return other_marks(ellipsis(words, chance).split(), chance) if len(words) > 4 else " ".join(words)


CHANGES: dict[str, Change] = {
    "as it is": as_it_is,
    "quotation marks, case": other_marks,
    "ellipsis in the middle": ellipsis,
    "cut ends": cut_ends,
    "one word changed": one_changed,
    "a typo": typo,
    "spelling, inflection": spelling,
    "two words swapped": two_swapped,
    "words missing, unmarked": some_missing,
    "all of these": all_of_these,
}


class Made(NamedTuple):
    """A content of the gold that quotations are made of."""

    doc: str
    start: int
    end: int
    words: list[str]


def contents(document: GoldDocument) -> Iterator[Made]:
    """The contents of an article that are long enough to be looked for and of one piece."""
    for attribution in document.attributions:
        if len(attribution.content) == 1:
            ((start, end),) = attribution.content
            words = document.text[start:end].split()
            if LEAST_WORDS <= len(words) <= MOST_WORDS:
                yield Made(document.doc, start, end, words)


def reading_of(document: GoldDocument) -> Reading:
    """The article with the gold's statements, nobody known as speaker."""
    article = article_of(document)

    def spans(ranges: Sequence[tuple[int, int]]) -> Spans:
        return Spans(article.span(start, end) for start, end in ranges)

    return Reading(
        article=article,
        mentions=(),
        chains=(),
        attributions=tuple(
            Attribution(
                id=digest_id("gold", document.doc, number), article_id=article.id, source=spans(gold.source),
                cue=spans(gold.cue), content=spans(gold.content), form="indirect", act=None, negated=False,
                speaker=None, speaker_how=None,
            )
            for number, gold in enumerate(document.attributions) if gold.content
        ),
        provenance=Provenance(version="gold", extractor="gold", attribution="gold", settings="", models=()),
    )  # fmt: skip


def bare(text: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(text))


def is_right(result: FindResult, made: Made) -> bool:
    """Whether the first passage has a place in the content, or the content's words elsewhere."""
    if not result.found:
        return False
    first = result.found[0]
    for place in first.places:
        common = min(place.end, made.end) - max(place.start, made.start)
        if place.article.origin == made.doc and common * 2 >= place.end - place.start:
            return True
    return bare(first.passage.text) in bare(" ".join(made.words))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--each", type=int, default=300, help="quotations of each kind")
    parser.add_argument("--record", type=Path, help="where the record is kept for the next time")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    documents = [document for path in options.gold for document in read_gold(path)]
    inside = [document for number, document in enumerate(documents) if number % LEFT_OUT]
    outside = documents[::LEFT_OUT]
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder, "gold.db")
        with open_store(path, "write") as store:
            store.write([reading_of(document) for document in inside])
            assemble(store)
        with onrecord.open(path) as record:
            print(f"{len(inside)} articles in the record, {record.counts.statements} statements")
            pool = [made for document in inside for made in contents(document)]
            seconds = []
            for name, change in CHANGES.items():
                sample = chance.sample(pool, min(options.each, len(pool)))
                right = there = 0
                scores = []
                for made in sample:
                    quote = change(made.words, chance)
                    began = time.perf_counter()
                    result = record.find(quote, limit=5)
                    seconds.append(time.perf_counter() - began)
                    right += (ok := is_right(result, made))
                    there += any(is_right(FindResult((found,), False), made) for found in result)
                    if ok:
                        scores.append(result.found[0].passage.score)
                    elif options.verbose:
                        got = result.found[0].passage.text if result.found else None
                        print(f"  {name}: {quote!r}\n    of {' '.join(made.words)!r}\n    got {got!r}")
                print(
                    f"{name:24}  first {right / len(sample):.3f}  in five {there / len(sample):.3f}"
                    f"  score, middle {statistics.median(scores):.2f}, least {min(scores):.2f}"
                )
            texts = [bare(document.text) for document in inside]
            strange = [
                made for document in outside for made in contents(document)
                if not any(bare(" ".join(made.words)) in text for text in texts)
            ]  # fmt: skip
            sample = chance.sample(strange, min(2 * options.each, len(strange)))
            for low, high in ((5, 7), (8, 12), (13, MOST_WORDS)):
                some = [made for made in sample if low <= len(made.words) <= high]
                found = [(made, result) for made in some if (result := record.find(" ".join(made.words)))]
                print(f"in no article, {low} to {high} words: found {len(found)} of {len(some)}")
                for made, result in found if options.verbose else ():
                    passage = result.found[0].passage
                    print(f"  {passage.score:.2f} {' '.join(made.words)!r}\n    got {passage.text!r}")
            print(f"seconds for one, middle {statistics.median(seconds):.3f}, most {max(seconds):.3f}")


if __name__ == "__main__":
    main()
