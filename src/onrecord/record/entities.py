"""Who is who across articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from onrecord.record.ids import digest_id
from onrecord.record.readings import ChainKind, Mention, Reading

Pronouns = Literal["she", "he"]
_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE_BEFORE = re.compile(r"\b(?:Mrs|Ms|Miss|Madam|Dame|Lady)\.?\s+$")
_HE_BEFORE = re.compile(r"\b(?:Mr|Sir|Lord)\.?\s+$")
BYLINE = "byline"  # the title of whoever wrote an article
BEFORE = 8  # characters before a name in which an honorific is looked for


class Office(NamedTuple):
    """The words of a role: what somebody is, and of what."""

    title: str | None
    affiliation: str | None
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A chain as the resolution across articles sees it.

    `founds` is the id that an entity has which this chain founds; it hangs on the place of the first
    name and not on the other mentions, so that it outlives a better reading.
    """

    chain: str
    founds: str
    kind: ChainKind | None
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    mentions: int
    she: int  # pronouns and honorifics that tell this
    he: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is in an article, in the order of first mention. The days are those that its date can mean."""

    article: str
    outlet: str | None
    first_day: str | None  # YYYY-MM-DD
    last_day: str | None
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A chain that belongs to an entity, why, and how likely, by weights that lean against joining."""

    chain: str
    article: str
    why: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something across articles.

    `id` is what the earliest of its chains founds. Every other chain's `founds` leads to it too: that is
    how an id that was given before two entities were found to be one goes on to work. `identifier` is in a
    public register, as "iso3166-1:KR"; None where none fits without doubt.
    """

    id: str
    kind: ChainKind | None
    name: str
    names: tuple[str, ...]
    identifier: str | None
    members: tuple[Member, ...]  # by time, then article

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a correction says of chains: those of one group are one entity, those of two groups are not."""

    correction: str
    groups: tuple[tuple[str, ...], ...]


def cast_of(reading: Reading, first_day: str | None, last_day: str | None) -> Cast:
    """Who is in a reading; its days are worked out by whoever knows dates."""
    mentions: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.chain, []).append(mention)
    article = reading.article
    return Cast(
        article=article.id,
        outlet=article.outlet,
        first_day=first_day,
        last_day=last_day,
        appearances=tuple(
            appearance(
                article.id,
                article.text,
                chain.id,
                chain.kind,
                chain.name,
                chain.names,
                [
                    Office(
                        role.title.text if role.title else None,
                        role.affiliation.text if role.affiliation else None,
                        role.former,
                    )
                    for role in chain.roles
                ],
                [(it.span.start, it.span.text, it.kind) for it in mentions.get(chain.id, ())],
                byline_of(article.outlet) if wrote((chain.name, *chain.names), article.bylines) else None,
            )
            for chain in reading.chains
        ),
    )


def appearance(
    article: str,
    text: str,
    chain: str,
    kind: ChainKind | None,
    name: str,
    names: Sequence[str],
    offices: Sequence[Office],
    mentions: Sequence[tuple[int, str, str]],
    byline: Office | None,
) -> Appearance:
    """An Appearance of a chain, whose `mentions` are (start, words, kind) in any order.

    `byline` is what whoever wrote the article is beside the roles that it gives them.
    """
    gender: Counter[Pronouns] = Counter()
    for start, words, what in mentions:
        told = (
            _told_by_pronoun(words)
            if what == "pronoun"
            else _told_before(text[max(0, start - BEFORE) : start])
        )
        if told is not None:
            gender[told] += 1
    named = [it for it in mentions if it[2] == "name"] or mentions
    first = min(((start, len(words)) for start, words, _ in named), default=None)
    return Appearance(
        chain=chain,
        founds=digest_id("entity", article, *((chain,) if first is None else first)),
        kind=kind,
        name=name,
        names=tuple(names),
        offices=(*offices, *((byline,) if byline is not None else ())),
        mentions=len(mentions),
        she=gender["she"],
        he=gender["he"],
    )


def wrote(names: Iterable[str], bylines: Sequence[str]) -> bool:
    """Whether somebody of these names is among those whom an article's bylines name."""
    authors = {_plain(name) for name in bylines}
    return bool(authors) and any(_plain(name) in authors for name in names)


def byline_of(outlet: str | None) -> Office:
    """What an author is across articles: a byline in an outlet."""
    return Office(BYLINE, outlet, False)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _told_by_pronoun(word: str) -> Pronouns | None:
    word = word.casefold()
    return "she" if word in _SHE else "he" if word in _HE else None


def _told_before(words: str) -> Pronouns | None:
    return "she" if _SHE_BEFORE.search(words) else "he" if _HE_BEFORE.search(words) else None
