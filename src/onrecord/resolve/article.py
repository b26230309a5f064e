"""One article's attributions with their speakers, and the chains that these belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.record import (
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
from onrecord.resolve.people import Cluster, find_people
from onrecord.resolve.pronouns import Discourse, Speaker
from onrecord.resolve.roles import FoundRole, find_roles
from onrecord.resolve.speakers import SpeakerFinder


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
    syntax = Syntax(parsed)
    people = find_people(article, parsed, syntax)
    roles = {
        id(cluster): [role for m in cluster.mentions for role in find_roles(parsed, syntax, m)]
        for cluster in people.clusters
        if cluster.kind == "person"
    }
    quoted = [(s.start, s.end) for a in attributions if a.form != "indirect" for s in a.content]
    finder = SpeakerFinder(article, roles, Discourse(syntax, people, quoted))
    order = sorted(attributions, key=lambda a: (a.content[0].start, -a.content[-1].end, a.id))
    speakers = {a.id: finder.resolve(a) for a in order}
    chains = _Chains(article, syntax, roles)
    for cluster in people.clusters:
        chains.add_cluster(cluster)
    for attribution in order:
        chains.add_speaker(speakers[attribution.id])
    made = chains.make()
    return Resolved(
        mentions=chains.mentions(made),
        chains=tuple(made.values()),
        attributions=tuple(
            replace(
                a,
                speaker=made[key] if (key := chains.key_of(speakers[a.id])) is not None else None,
                speaker_how=speaker.how if (speaker := speakers[a.id]) is not None else None,
            )
            for a in attributions
        ),
    )


@dataclass(slots=True)
class _Draft:
    """A chain being collected: its mentions by place."""

    kind: ChainKind | None
    name: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: dict[tuple[int, int], MentionKind]


class _Chains:
    """Collects the chains of one article under keys: a cluster's identity, or a description's words."""

    def __init__(self, article: Article, syntax: Syntax, roles: dict[int, list[FoundRole]]) -> None:
        self._article = article
        self._syntax = syntax
        self._roles = roles
        self._drafts: dict[str, _Draft] = {}

    def key_of(self, speaker: Speaker | None) -> str | None:
        """The key of the chain that a speaker belongs to, None for None."""
        if speaker is None:
            return None
        if speaker.cluster is not None:
            return f"cluster {id(speaker.cluster)}"
        return "described " + self._span(speaker.description).text.casefold()

    def add_cluster(self, cluster: Cluster) -> None:
        """A chain of names."""
        places: dict[tuple[int, int], MentionKind] = {}
        for m in sorted(cluster.mentions, key=lambda m: m.start):
            span = self._span(range(m.start, m.end))
            places[span.start, span.end] = "name"
        names = tuple(dict.fromkeys(m.text for m in sorted(cluster.mentions, key=lambda m: m.start)))
        roles = tuple(
            dict.fromkeys(r.as_role(self._article, self._syntax) for r in self._roles.get(id(cluster), ()))
        )
        self._drafts[f"cluster {id(cluster)}"] = _Draft(
            cluster.kind, cluster.fullest.text, names, _different(roles), places
        )

    def add_speaker(self, speaker: Speaker | None) -> None:
        """What refers to a speaker joins its chain; a description makes one."""
        key = self.key_of(speaker)
        if speaker is None or key is None:
            return
        draft = self._drafts.get(key)
        if draft is None:
            head = self._syntax.tokens[speaker.description[-1]]
            kind: ChainKind | None = (
                "organisation" if speaker.body else "group" if head.tag == "NNS" else None
            )
            name = self._span(speaker.description).text
            named = speaker.body or speaker.how == "name"
            draft = self._drafts[key] = _Draft(kind, name, (name,) if named else (), (), {})
        if draft.kind == "place" and speaker.cluster is not None:
            draft.kind = "country"  # a place that speaks stands for who governs there
        if speaker.tokens:
            span = self._span(speaker.tokens)
            nominal: MentionKind = "pronoun" if speaker.how == "pronoun" else "nominal"
            draft.mentions.setdefault((span.start, span.end), nominal)

    def make(self) -> dict[str, Chain]:
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

    def mentions(self, made: dict[str, Chain]) -> tuple[Mention, ...]:
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
    """`roles` without those whose words another before them already has."""
    seen: dict[tuple[str, str, bool], Role] = {}
    for role in roles:
        words = (
            role.title.text.casefold() if role.title else "",
            role.affiliation.text.casefold() if role.affiliation else "",
            role.former,
        )
        seen.setdefault(words, role)
    return tuple(seen.values())
