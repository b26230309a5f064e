"""A record of invented articles that nobody has to read first."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Chain,
    Mention,
    PageRef,
    Provenance,
    Published,
    Reading,
    Role,
    Span,
    Spans,
    article_id,
    digest_id,
)
from onrecord.store import open_store

NAMES = [
    f"{first} {last}"
    for first in ("Ana", "Boro", "Chidi", "Dora", "Emil")
    for last in ("Lind", "Castellane", "Marsh", "Quist", "Farran", "Okoye", "Nystrom", "Vale")
]
THINGS = ("the ferry", "a new lighthouse", "the granary", "every barge in the harbour", "the old reservoir")
VERBS = (
    "would be paid for by the port",
    "could not be opened before spring",
    "belongs to nobody",
    "will be closed at night until the inquiry ends",
    "has cost more than the council was told",
)


def write_invented(path: Path, articles: int, statements: int) -> Path:
    """A record of so many articles, each with so many statements and as many paragraphs without one."""
    chance = random.Random(7)
    with open_store(path, "write") as store:
        store.write([_reading(chance, number, statements) for number in range(articles)])
    return path


def _reading(chance: random.Random, number: int, statements: int) -> Reading:
    headline = f"Day {number}: {chance.choice(THINGS)} {chance.choice(VERBS)}"
    rows = [("headline", headline, None)]
    for count in range(statements):
        who = chance.choice(NAMES)
        content = f"{chance.choice(THINGS)} {chance.choice(VERBS)}, whatever was promised in week {count}"
        rows.append(("paragraph", f"{who}, the harbour master of Tarn, said that {content}.", (who, content)))
        rows.append(("paragraph", f"It rained on day {count} of the talks. " * 4, None))
    text = "\n\n".join(row[1] for row in rows)
    ident = article_id(text, None)

    def span(words: str, after: int) -> Span:
        start = text.index(words, after)
        return Span(ident, start, start + len(words), words)

    blocks, said, mentions = [], [], []
    chains: dict[str, Chain] = {}
    at = 0
    for kind, words, told in rows:
        blocks.append(Block(kind=kind, start=at, end=at + len(words)))  # type: ignore[arg-type]
        if told is not None:
            who, content = told
            role = Role(title=span("harbour master", at), affiliation=span("Tarn", at), former=False)
            chain = chains.setdefault(
                who, Chain(id=digest_id(ident, who), kind="person", name=who, names=(who,), roles=(role,))
            )
            mentions.append(Mention(id=digest_id(ident, at), span=span(who, at), kind="name", chain=chain.id))
            said.append(
                Attribution(
                    id=digest_id(ident, "said", at), article_id=ident, source=Spans([span(who, at)]),
                    cue=Spans([span("said", at)]), content=Spans([span(content, at)]), form="indirect",
                    act="say", negated=False, speaker=chain, speaker_how="name", probability=0.9,
                )
            )  # fmt: skip
        at += len(words) + 2
    page = PageRef(
        origin=f"{number}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain",
        fetched=None, extractor="-", given_digest="",
    )  # fmt: skip
    article = Article(
        id=ident, page=page, url=f"https://courier.example/{number}", outlet=f"The Courier {number % 7}",
        agency=None, headline=headline, bylines=("Ada Renn",),
        published=Published(value=f"2031-05-{1 + number % 28:02}", how="given"), language="en", text=text,
        blocks=tuple(blocks),
    )  # fmt: skip
    provenance = Provenance(version="-", extractor="-", attribution="-", settings="-", models=())
    return Reading(
        article=article, mentions=tuple(mentions), chains=tuple(chains.values()), attributions=tuple(said),
        provenance=provenance,
    )  # fmt: skip
