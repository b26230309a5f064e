"""Copies that are made of real articles, and look-alikes that are none: which are found, kind by kind.

    python -m benchmarks.copies --gold FILE [--each 40] [-v]

FILE has a JSON object a line with "doc" and "text", the first paragraph of which is the headline. One
article in three is not in the record, and lends paragraphs; the others and all that is made of them are
looked at together. Pairs that are found among
the real articles themselves are listed by their names with -v, for somebody to read.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from onrecord.articles import read_article
from onrecord.assemble import find_copies
from onrecord.assemble.sketches import Hashes, find_candidates, sketch_of
from onrecord.record import Article, CopyOf, Given, Page, PageError, Settings

SETTINGS = Settings()
LENDS = 3  # one article in so many lends paragraphs
LEAST_PARAGRAPHS = 8  # of an article that copies are made of
QUOTATION = re.compile(r"“[^”]{40,}”")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
CONFUSED = dict(zip("eolimsnhat", ("c", "0", "1", "l", "rn", "5", "ri", "b", "o", "f"), strict=True))

Paragraphs = list[str]
Make = Callable[[Paragraphs, Paragraphs, random.Random], Paragraphs]


def verbatim(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    return own


def new_headline(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    return [other[0], *own[1:]]


def cut_to(share: float) -> Make:
    def cut(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
        return own[: 1 + max(2, round(share * (len(own) - 1)))]

    return cut


def added(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """Paragraphs of another article put in between, half as many as there are."""
    made = list(own)
    for paragraph in other[1 : 1 + len(own) // 2]:
        made.insert(chance.randrange(1, len(made) + 1), paragraph)
    return made


def edited(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """One sentence in seven left out, one word in twelve left out or another."""
    made = []
    for paragraph in own:
        sentences = [it for it in SENTENCE_END.split(paragraph) if chance.random() > 1 / 7]
        words = " ".join(sentences).split()
        spare = other[1].split()
        changed = [
            (chance.choice(spare) if chance.random() < 0.5 else "") if chance.random() < 1 / 12 else word
            for word in words
        ]
        made.append(" ".join(word for word in changed if word))
    return [paragraph for paragraph in made if paragraph]


def reordered(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    return [own[0], *chance.sample(own[1:], len(own) - 1)]


def scanned(errors: float) -> Make:
    def scan(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
        """Characters taken for others, lost, or parted by a space, as scans have them."""

        def printed(char: str) -> str:
            return _scanned(char, chance) if chance.random() < errors else char

        return ["".join(map(printed, paragraph)) for paragraph in own]

    return scan


def _scanned(char: str, chance: random.Random) -> str:
    return chance.choice((CONFUSED.get(char.lower(), ""), CONFUSED.get(char.lower(), "*"), char + " "))


def mixed(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """Cut to two thirds, edited, a few paragraphs in another order, some added, another headline."""
    made = edited(cut_to(2 / 3)(own, other, chance), other, chance)
    middle = made[2:6]
    made[2:6] = chance.sample(middle, len(middle))
    return new_headline([*made, *other[1:4]], other, chance)


def third_inside(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """Half of a story inside an own one of the same length: a third of all runs of three words is common."""
    half = own[1 : 1 + len(own) // 2]
    place = len(other) // 2
    return [*other[:place], *half, *other[place : place + len(half)]]


COPIES: dict[str, Make] = {
    "verbatim": verbatim,
    "other headline": new_headline,
    "cut to a half": cut_to(0.5),
    "cut to a quarter": cut_to(0.25),
    "paragraphs added": added,
    "edited": edited,
    "reordered": reordered,
    "scan, 3% errors": scanned(0.03),
    "scan, 8% errors": scanned(0.08),
    "mixed": mixed,
    "half in another": third_inside,
}


def same_quotations(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """An article of its own that quotes the same words: all long quotations of `own` in `other`."""
    quoted = [match.group() for paragraph in own for match in QUOTATION.finditer(paragraph)]
    return _told_between(quoted, other)


def _told_between(quoted: Sequence[str], other: Paragraphs) -> Paragraphs:
    made = list(other)
    for number, words in enumerate(quoted):
        place = 1 + number % max(1, len(other) - 1)
        made[place] = f"{made[place]} {words}"
    return made


def same_background(own: Paragraphs, other: Paragraphs, chance: random.Random) -> Paragraphs:
    """An article of its own that ends with two paragraphs of `own`, as agencies repeat their background."""
    return [*other, *own[-2:]]


LOOK_ALIKES: dict[str, Make] = {"same quotations": same_quotations, "same background": same_background}
LENT = {"paragraphs added", "mixed", "half in another", *LOOK_ALIKES}  # made of paragraphs that are lent


@dataclass(frozen=True, slots=True)
class Made:
    """An article that was made, of what, and how."""

    article: Article
    kind: str
    of: str  # an article's id
    told_by: str | None  # what tells the direction: "date", "credit"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    docs = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line]
    lending = [_paragraphs(doc["text"]) for doc in docs[::LENDS]]
    docs = [doc for number, doc in enumerate(docs) if number % LENDS]
    real = {doc["doc"]: found for doc in docs if (found := _article(doc["text"], doc["doc"])) is not None}
    texts = {doc["doc"]: _paragraphs(doc["text"]) for doc in docs if doc["doc"] in real}
    lending = [text for text in lending if len(text) > LEAST_PARAGRAPHS]
    if len(lending) < options.each * len(LENT):
        parser.error(f"--each must be at most {len(lending) // len(LENT)} with so few articles")
    made = make_all(real, texts, lending, options.each)
    print(f"{len(real)} real articles, {len(made)} made of them")
    articles = {article.id: article for article in (*real.values(), *(it.article for it in made))}
    started = time.perf_counter()
    rows = find_copies(articles.values())
    print(f"{len(articles)} articles in {time.perf_counter() - started:.1f} s")
    report(real, made, rows, verbose=options.verbose)
    scaling(texts)


def make_all(
    real: dict[str, Article], texts: dict[str, Paragraphs], lending: Sequence[Paragraphs], each: int
) -> list[Made]:
    """`each` articles of every kind, each of another original, the same ones in every run."""
    chance = random.Random(4)
    long_enough = sorted(name for name, text in texts.items() if len(text) > LEAST_PARAGRAPHS)
    lent = chance.sample(lending, len(lending))
    made: list[Made] = []
    for kind, make in (*COPIES.items(), *LOOK_ALIKES.items()):
        wanted = each
        for name in chance.sample(long_enough, len(long_enough)):
            if not wanted:
                break
            if kind == "same quotations" and not _quotes_much(texts[name]):
                continue
            other = lent.pop() if kind in LENT else lending[0]  # two that are made of one are copies indeed
            own = make(texts[name], other, chance)
            told_by = chance.choice((None, "date", "credit"))
            published = date(2016, 1, 2) + timedelta(days=chance.randrange(300))
            article = _article(
                "\n\n".join(own),
                f"{kind}/{name}",
                published=published.isoformat() if told_by == "date" else None,
                author="The Example Courier" if told_by == "credit" else None,
            )
            if article is not None:
                made.append(Made(article, kind, real[name].id, told_by))
                wanted -= 1
    return made


def _quotes_much(text: Paragraphs) -> bool:
    return sum(len(match.group()) for it in text for match in QUOTATION.finditer(it)) > 400


def _paragraphs(text: str) -> Paragraphs:
    return [" ".join(it.split()) for it in text.split("\n\n") if it.strip()]


def _article(text: str, name: str, published: str | None = None, author: str | None = None) -> Article | None:
    outlet = "The Example Courier" if "/" not in name else f"Paper of {name}"
    stated = "2016-01-01" if "/" not in name else published
    given = Given(url=f"https://example.com/{name}", outlet=outlet, published=stated, author=author)
    page = Page(origin=name, media_type="text/plain", content=text.encode(), given=given)
    try:
        return read_article(page, SETTINGS)
    except PageError:
        return None


def report(real: dict[str, Article], made: Sequence[Made], rows: Sequence[CopyOf], *, verbose: bool) -> None:
    by_id = {it.article.id: it for it in made}
    names = {article.id: name for name, article in real.items()}
    joined = _joined(rows)
    links: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        links[row.article_id].add(row.original)
        links[row.original].add(row.article_id)
    print("kind                made  found  recall  wrong links  precision   share (median)")
    of_made = {it.article.id: it.of for it in made if it.kind in COPIES}
    for kind in (*COPIES, *LOOK_ALIKES):
        some = [it for it in made if it.kind == kind]
        if kind in COPIES:
            found = [it for it in some if joined.get(it.article.id, 0) == joined.get(it.of, 1)]
            wrong = sum(
                _story(partner, of_made) != it.of and not _real_pair(_story(partner, of_made), it.of, joined)
                for it in some
                for partner in links[it.article.id]
            )
            shares = sorted(row.share for row in rows if row.article_id in {it.article.id for it in some})
            middle = f"{shares[len(shares) // 2]:.2f}" if shares else "-"
            right = len(found)
            precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
            print(
                f"{kind:18s} {len(some):5d} {right:6d}   {right / len(some):.3f} {wrong:12d} {precision:>10s}"
                f"   {middle}"
            )
            if verbose:
                missed = [it.article.page.origin for it in some if it not in found]
                for name in missed:
                    print(f"    missed: {name}")
        else:
            taken = [it for it in some if links[it.article.id]]
            print(f"{kind:18s} {len(some):5d}  taken for copies: {len(taken)}")
            if verbose:
                for it in taken:
                    print(f"    wrong: {it.article.page.origin}")
    told = Counter(
        (
            by_id[row.article_id].told_by or "nothing",
            row.direction or "none",
            row.original == by_id[row.article_id].of,
        )
        for row in rows
        if row.article_id in of_made
    )
    print("what tells the direction, what was taken for it, original first: number")
    for (what, taken_for, first), number in sorted(told.items()):
        print(f"  {what:8s} {taken_for:8s} {first!s:6s} {number}")
    among = [row for row in rows if row.article_id in names and row.original in names]
    print(f"among the real articles: {len(among)} pairs")
    if verbose:
        for row in among:
            print(f"    {row.share:.2f} {names[row.article_id]}  {names[row.original]}")


def _story(ident: str, of_made: dict[str, str]) -> str:
    return of_made.get(ident, ident)


def _real_pair(one: str, other: str, joined: dict[str, int]) -> bool:
    """Whether two real articles are themselves one story."""
    return joined.get(one, -1) == joined.get(other, -2)


def _joined(rows: Sequence[CopyOf]) -> dict[str, int]:
    """A number for each group of articles that are linked."""
    group: dict[str, int] = {}
    for number, row in enumerate(rows):
        old = {group.get(row.article_id, number), group.get(row.original, number)}
        least = min(old)
        for ident, known in list(group.items()):
            if known in old:
                group[ident] = least
        group[row.article_id] = group[row.original] = least
    return group


def scaling(texts: dict[str, Paragraphs]) -> None:
    """How the search for candidates grows: random articles with the words and the frequencies of the gold."""
    words = [word for text in texts.values() for paragraph in text for word in paragraph.split()]
    chance = random.Random(5)
    body = [" ".join(chance.choices(words, k=500)) for _ in range(500)]
    pages = [f"Title here\n\n{text}." for text in body]
    base = [it for number, page in enumerate(pages) if (it := _article(page, f"r{number}"))]
    started = time.perf_counter()
    for article in base:
        sketch_of(article)
    print(f"a sketch of 500 words: {1000 * (time.perf_counter() - started) / len(base):.2f} ms")
    first = 0.0
    for count in (10_000, 40_000):
        sketches = {str(number): _random_sketch(number) for number in range(count)}
        started = time.perf_counter()
        find_candidates(sketches)
        seconds = time.perf_counter() - started
        ratio = f", {seconds / first:.1f} times as long for 4 times as many" if first else ""
        first = first or seconds
        print(f"candidates among {count} articles: {seconds:.2f} s{ratio}")


def _random_sketch(number: int) -> Hashes:
    generator = np.random.default_rng(number)
    # one shingle in ten is a stock phrase
    own = generator.integers(0, 2**63, size=112, dtype=np.uint64)
    stock = generator.integers(0, 10_000, size=13, dtype=np.uint64)
    return np.unique(np.concatenate([own, stock]))


if __name__ == "__main__":
    main()
