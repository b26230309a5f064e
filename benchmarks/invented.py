"""A record of any size, all of it invented: people of made-up countries who say made-up things."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Chain,
    Form,
    Mention,
    PageRef,
    Provenance,
    Published,
    Reading,
    Span,
    Spans,
    article_id,
    digest_id,
)

# A list of words reads better as text than as list.
SYLLABLES = "ba be da do fa fe ga ka ko la lo ma mi na no pa ra ri sa so ta ti va ve zo".split()  # noqa: SIM905
FRAME = "the of and to in that will not be for on with as by has it is from was this".split()  # noqa: SIM905
OUTLETS = [
    f"The {place} {kind}" for place in ("Tarn", "Skerry", "Ostvik", "Maredo")
    for kind in ("Courier", "Gazette", "Post")
]  # fmt: skip
CUES = ("said", "warned", "promised", "denied", "asked", "believes")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")
FIRST_DAY = date(2031, 1, 1)
DAYS = 90
PEOPLE = 400
STATEMENTS = 20  # of an article
SEED = 20261122


class _World:
    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.words = sorted({self._word(self.chance.randint(2, 4)) for _ in range(6_000)})
        self.people = [f"{self._word(2).title()} {self._word(3).title()}" for _ in range(PEOPLE)]

    def _word(self, syllables: int) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=syllables))

    def sentence(self, length: int) -> str:
        # Few words are frequent and most are rare, as in any language.
        rare = (self.words[int(len(self.words) * self.chance.random() ** 3)] for _ in range(length))
        return " ".join(self.chance.choice(FRAME) if self.chance.random() < 0.4 else word for word in rare)


def readings(statements: int) -> Iterator[Reading]:
    """Readings with so many statements together, the same ones every time."""
    world = _World()
    return (_reading(world, number) for number in range(statements // STATEMENTS))


def _reading(world: _World, number: int) -> Reading:
    chance = world.chance
    headline = world.sentence(7).capitalize()
    cast = chance.sample(world.people, 4)
    parts = [headline]
    places: list[tuple[str, int, int, int]] = []  # who, then where source, cue and content begin
    at = len(headline) + 2
    cues: list[str] = []
    contents: list[str] = []
    for count in range(STATEMENTS):
        who, cue, content = (
            cast[count % len(cast)],
            chance.choice(CUES),
            world.sentence(chance.randint(8, 25)),
        )
        paragraph = f"{who} {cue} {content}. {world.sentence(12).capitalize()}."
        places.append((who, at, at + len(who) + 1, at + len(who) + len(cue) + 2))
        cues.append(cue)
        contents.append(content)
        parts.append(paragraph)
        at += len(paragraph) + 2
    text = "\n\n".join(parts)
    url = f"https://news.example/{number}"
    ident = article_id(text, url)

    def span(start: int, length: int) -> Span:
        return Span(ident, start, start + length, text[start : start + length])

    chains = {who: Chain(id=digest_id(ident, who), kind="person", name=who, names=(who,)) for who in cast}
    blocks, start = [], 0
    for place, part in enumerate(parts):
        kind = "paragraph" if place else "headline"
        blocks.append(Block(kind=kind, start=start, end=start + len(part)))  # type: ignore[arg-type]
        start += len(part) + 2
    digest = sha256(text.encode()).hexdigest()
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    article = Article(
        id=ident,
        page=PageRef(
            origin=f"pages/{number:06}.txt", sha256=digest, media_type="text/plain", fetched=None,
            extractor="invented", given_digest="",
        ),
        url=url, outlet=chance.choice(OUTLETS), agency=None, headline=headline, bylines=(),
        published=Published(value=day.isoformat(), how="given"), language="en", text=text,
        blocks=tuple(blocks),
    )  # fmt: skip
    attributions = tuple(
        Attribution(
            id=digest_id(ident, source, count), article_id=ident, source=Spans([span(source, len(who))]),
            cue=Spans([span(cue, len(cues[count]))]), content=Spans([span(content, len(contents[count]))]),
            form=FORMS[chance.randrange(3)], act="say", negated=False, speaker=chains[who],
            speaker_how="name", probability=0.9, speaker_probability=0.9,
        )
        for count, (who, source, cue, content) in enumerate(places)
    )  # fmt: skip
    mentions = tuple(
        Mention(id=digest_id(ident, "m", source), span=span(source, len(who)), kind="name",
                chain=chains[who].id)
        for who, source, _, _ in places
    )  # fmt: skip
    return Reading(
        article=article, mentions=mentions, chains=tuple(chains.values()), attributions=attributions,
        provenance=Provenance(
            version="invented", extractor="invented", attribution="invented", settings="", models=()
        ),
    )  # fmt: skip
