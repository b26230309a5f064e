"""One article's attributions with their speakers, and the chains that these belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onrecord.record import (
    HEADLINE_KINDS,
    Article,
    Attribution,
    Chain,
    ChainKind,
    Mention,
    MentionKind,
    Parsed,
    Role,
    Span,
    Syntax,
    digest_id,
)
from onrecord.resolve.antecedents import Chooser, choose, trained_weights
from onrecord.resolve.authors import Author, find_authors
from onrecord.resolve.coreference import Coreference
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.foundroles import FoundRole
from onrecord.resolve.names import name_words
from onrecord.resolve.people import find_people
from onrecord.resolve.referring import find_referring
from onrecord.resolve.rolefit import known_of_cluster
from onrecord.resolve.roles import find_roles
from onrecord.resolve.sourcephrase import with_whole_sources
from onrecord.resolve.speakers import Speaker, SpeakerFinder

# A role is of the body that "the board" means only where that is as sure as a body called so before.
SURE_OF_BODY = 0.8


@dataclass(frozen=True, slots=True)
class Resolved:
    """The mentions and chains of an article, and its attributions with their speakers."""

    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    attributions: tuple[Attribution, ...]


def resolve(article: Article, parsed: Parsed, attributions: tuple[Attribution, ...]) -> Resolved:
    """Say which chain each attribution's source stands for, where the article tells.

    Chains come in the order of their first mention; every chain has a mention. A described group
    ("analysts") is one chain for each description. A speaker that the article does not settle is None.
    """
    parsed = with_whole_sources(parsed, attributions)
    syntax = Syntax(parsed)
    discourse, roles = understand(article, parsed, syntax, attributions)
    weights = trained_weights()
    surety = corefer(discourse, lambda _, some: choose(weights, some))
    finder = SpeakerFinder(article, discourse, surety)
    order = sorted(attributions, key=lambda a: (a.content[0].start, -a.content[-1].end, a.id))
    speakers = {a.id: finder.resolve(a) for a in order}
    named = {key: [_of_named_body(r, discourse, surety) for r in some] for key, some in roles.items()}
    chains = _Chains(article, syntax, named)
    for referent in discourse.referents:
        if referent.cluster is not None:
            chains.add_named(referent)
    for author in find_authors(article):
        chains.add_author(author)
    told = {a.id: finder.resolve_addressee(a) for a in order}
    for attribution in order:
        chains.add_speaker(speakers[attribution.id])
        chains.add_speaker(told[attribution.id])
    made = chains.make()
    return Resolved(
        mentions=chains.mentions(made),
        chains=tuple(made.values()),
        attributions=tuple(
            _with_addressee(_with_speaker(a, speakers[a.id], chains, made), told[a.id], chains, made)
            for a in attributions
        ),
    )


def understand(
    article: Article, parsed: Parsed, syntax: Syntax, attributions: tuple[Attribution, ...]
) -> tuple[Discourse, dict[int, list[FoundRole]]]:
    """Who is named in an article and what it says they are; the roles are by id of cluster."""
    people = find_people(article, parsed, syntax)
    roles = {
        id(cluster): [role for m in cluster.mentions for role in find_roles(parsed, syntax, m)]
        for cluster in people.clusters
        if cluster.kind == "person"
    }
    discourse = Discourse(article, syntax, people, attributions)
    for referent in discourse.referents:
        if referent.cluster is not None:
            told = roles.get(id(referent.cluster), ())
            discourse.learn(referent, known_of_cluster(syntax, referent.cluster, told))
    return discourse, roles


def _of_named_body(role: FoundRole, discourse: Discourse, surety: Mapping[int, float]) -> FoundRole:
    """A role of "the board" as one of the body that this means, under its fullest name in the article.

    What says more than its noun ("the same university") stays in its own words.
    """
    head = role.affiliation[-1] if len(role.affiliation) == 2 else -1
    body = discourse.at.get(head)
    if body is None or body.cluster is None or body.cluster.kind != "organisation":
        return role
    if discourse.syntax.tokens[head].tag != "NN" or surety.get(head, 0.0) < SURE_OF_BODY:
        return role
    blocks = discourse.article.blocks  # in a headline a name may go on too far
    plain = [
        m
        for m in body.cluster.mentions
        if blocks[discourse.syntax.block_of(m.start)].kind not in HEADLINE_KINDS
    ]
    if not plain:
        return role
    name = max(plain, key=lambda m: (len(m.words), -m.start))
    return replace(role, affiliation=tuple(range(name.start, name.end)))


def corefer(discourse: Discourse, chooser: Chooser) -> dict[int, float]:
    """Resolve every reference; returns how sure each is, by the token of its head."""
    references = find_referring(discourse.syntax, discourse.people, discourse.by_head)
    coreference = Coreference(discourse, references, chooser)
    coreference.run()
    return coreference.surety


def _with_speaker(
    attribution: Attribution, speaker: Speaker | None, chains: _Chains, made: dict[int, Chain]
) -> Attribution:
    if speaker is None:
        return replace(attribution, speaker=None, speaker_how=None, speaker_probability=None)
    return replace(
        attribution,
        speaker=made[chains.key_of(speaker.referent)],
        speaker_how=speaker.how,
        speaker_probability=round(speaker.probability, 3),
    )


def _with_addressee(
    attribution: Attribution, told: Speaker | None, chains: _Chains, made: dict[int, Chain]
) -> Attribution:
    return replace(attribution, addressee=made[chains.key_of(told.referent)] if told is not None else None)


@dataclass(slots=True)
class _Draft:
    """A chain being collected: its mentions by place."""

    kind: ChainKind | None
    name: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: dict[tuple[int, int], MentionKind]


class _Chains:
    """Collects the chains of one article: one for each name, and one for each description that speaks."""

    def __init__(self, article: Article, syntax: Syntax, roles: dict[int, list[FoundRole]]) -> None:
        self._article = article
        self._syntax = syntax
        self._roles = roles
        self._drafts: dict[int, _Draft] = {}
        self._described: dict[str, int] = {}
        self._named: dict[tuple[int, int], int] = {}  # keys of chains, by the places of their names

    def key_of(self, referent: Referent) -> int:
        """The key of the chain that a referent belongs to: descriptions in the same words share one.

        What is described by a name's own words is what that names.
        """
        if referent.cluster is not None:
            return id(referent)
        span = self._span(referent.description)
        named = self._named.get((span.start, span.end))
        return named or self._described.setdefault(span.text.casefold(), id(referent))

    def add_named(self, referent: Referent) -> None:
        """A chain of names."""
        cluster = referent.cluster
        assert cluster is not None
        places: dict[tuple[int, int], MentionKind] = {}
        mentions = sorted(cluster.mentions, key=lambda m: m.start)
        for m in mentions:
            span = self._span(range(m.start, m.end))
            places[span.start, span.end] = "name"
            self._named[span.start, span.end] = id(referent)
        roles = dict.fromkeys(
            r.as_role(self._article, self._syntax)
            for r in self._roles.get(id(cluster), ())
            if r.title or r.affiliation
        )
        names = tuple(dict.fromkeys(m.written for m in mentions))
        draft = _Draft(cluster.kind, cluster.fullest.written, names, _different(tuple(roles)), places)
        self._drafts[id(referent)] = draft
        self._add_references(referent, draft)

    def add_author(self, author: Author) -> None:
        """An author's places and roles, in the chain of whom the text names so in full, else a new one."""
        known = (
            d for d in self._drafts.values() if d.kind == "person" and name_words(d.name) == author.words
        )
        draft = next(known, None)
        if draft is None:
            draft = self._drafts[id(author)] = _Draft("person", author.name, (), (), {})
        for place in author.places:
            draft.mentions.setdefault((place.start, place.end), "name")
        draft.names = tuple(dict.fromkeys((*draft.names, *(place.text for place in author.places))))
        draft.roles = _different((*draft.roles, *author.roles))

    def _add_references(self, referent: Referent, draft: _Draft) -> None:
        for phrase, form in referent.spans.items():
            span = self._span(phrase)
            draft.mentions.setdefault((span.start, span.end), form)

    def add_speaker(self, speaker: Speaker | None) -> None:
        """A description that speaks makes a chain, and what refers to a speaker joins its chain."""
        if speaker is None:
            return
        referent = speaker.referent
        key = self.key_of(referent)
        draft = self._drafts.get(key)
        if draft is None:
            head = self._syntax.tokens[referent.description[-1]]
            several = head.tag == "NNS" and referent.sort != "name"
            kind: ChainKind | None = (
                "organisation" if referent.sort == "body" else "group" if several else None
            )
            name = self._span(referent.description).text
            names = (name,) if referent.sort in ("body", "name") else ()
            draft = self._drafts[key] = _Draft(kind, name, names, (), {})
        if referent.cluster is None:
            self._add_references(referent, draft)
            described = self._span(referent.description)
            draft.mentions.setdefault(
                (described.start, described.end), "name" if referent.sort == "name" else "nominal"
            )
        if draft.kind == "place" and referent.cluster is not None:
            draft.kind = "country"  # a place that speaks stands for who governs there
        if speaker.phrase:
            span = self._span(speaker.phrase)
            nominal: MentionKind = "pronoun" if speaker.how == "pronoun" else "nominal"
            draft.mentions.setdefault((span.start, span.end), nominal)

    def make(self) -> dict[int, Chain]:
        """The chains by key, in the order of their first mention."""
        ordered = sorted(self._drafts.items(), key=lambda item: min(item[1].mentions))
        return {
            key: Chain(
                id=digest_id("chain", self._article.id, *(f"{s}:{e}" for s, e in sorted(draft.mentions))),
                kind=draft.kind,
                name=draft.name,
                names=draft.names,
                roles=draft.roles,
            )
            for key, draft in ordered
        }

    def mentions(self, made: dict[int, Chain]) -> tuple[Mention, ...]:
        """The mentions of all chains in text order."""
        found = [
            Mention(
                id=digest_id("mention", self._article.id, start, end, chain.id),
                span=self._article.span(start, end),
                kind=kind,
                chain=chain.id,
            )
            for key, chain in made.items()
            for (start, end), kind in self._drafts[key].mentions.items()
        ]
        return tuple(sorted(found, key=lambda m: (m.span.start, m.span.end, m.id)))

    def _span(self, tokens: range | tuple[int, ...]) -> Span:
        return self._article.span(self._syntax.tokens[tokens[0]].start, self._syntax.tokens[tokens[-1]].end)


def _different(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """`roles` without those that say no more than another: its words, or its body without its title."""
    seen: dict[tuple[str, str, bool], Role] = {}
    for role in roles:
        words = (
            role.title.text.casefold() if role.title else "",
            role.affiliation.text.casefold() if role.affiliation else "",
            role.former,
        )
        seen.setdefault(words, role)
    titled = {(of, former) for title, of, former in seen if title}
    return tuple(role for (title, of, former), role in seen.items() if title or (of, former) not in titled)
