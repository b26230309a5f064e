"""Who a source stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.record import Article, Attribution, Spans, SpeakerHow, Syntax
from onrecord.resolve.names import GENDER_OF_PRONOUN, as_gender, is_human
from onrecord.resolve.people import Cluster, People
from onrecord.resolve.pronouns import Discourse, Said, Speaker
from onrecord.resolve.roles import FoundRole
from onrecord.resolve.words import groups, values, words

_SINGULAR_DETERMINERS = frozenset({"the", "this", "that"})


@dataclass(slots=True)
class SpeakerFinder:
    """Resolves the sources of one article's attributions, in text order."""

    article: Article
    roles: dict[int, list[FoundRole]]  # by id of cluster
    discourse: Discourse
    _by_id: dict[str, Speaker | None] = field(default_factory=dict)
    _quoted_holders: set[str] = field(default_factory=set)
    _token_at: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._token_at = {token.start: token.index for token in self.syntax.tokens}

    @property
    def syntax(self) -> Syntax:
        """The article's words."""
        return self.discourse.syntax

    @property
    def people(self) -> People:
        """Who is named in the article."""
        return self.discourse.people

    def tokens_of(self, spans: Spans) -> tuple[int, ...]:
        """The tokens that begin inside `spans`."""
        return tuple(
            self._token_at[place]
            for span in spans
            for place in range(span.start, span.end)
            if place in self._token_at
        )

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """Who said `attribution`, or None when the article does not tell; call in text order."""
        start = self.tokens_of(Spans(attribution.content[:1]))
        position = start[0] if start else 0
        source = self.tokens_of(attribution.source)
        if source:
            speaker = self._of_phrase(source, attribution)
        elif attribution.inferred and self.discourse.said:
            before = self.discourse.said[-1].speaker
            speaker = None if before is None else Speaker(before.cluster, before.description, "implied", ())
        else:
            speaker = None
        if attribution.form != "indirect":
            self._quoted_holders.add(attribution.id)
        if attribution.holder is None:
            self.discourse.said.append(Said(self.syntax.rank_of(position), position, speaker))
        self._by_id[attribution.id] = speaker
        return speaker

    def _of_phrase(self, source: Sequence[int], attribution: Attribution) -> Speaker | None:
        syntax, tokens = self.syntax, self.syntax.tokens
        inside = set(source)
        head = next((i for i in source if tokens[i].head not in inside or tokens[i].head == i), source[0])
        if self._joined(head, inside):
            return None
        tag = tokens[head].tag
        if head in self.people.at_token:
            cluster = self.people.at_token[head]
            mention = cluster.mention_at(head)
            bare = cluster.kind == "person" and len(mention.words) == 1
            how: SpeakerHow = "surname" if bare else "name"
            return Speaker(cluster, (), how, tuple(range(mention.start, mention.end)))
        if head in self.people.open_names:
            one = self._shared_surname(head, self.people.open_names[head])
            return Speaker(one, (), "surname", (head,)) if one is not None else None
        if tag in ("PRP", "PRP$"):
            return self._of_pronoun(head, attribution)
        if tag in ("WP", "WDT"):
            antecedent = self._antecedent_of_relative(head)
            if antecedent is None:
                return None
            return self._of_phrase(syntax.subtree(antecedent, without=self._clauses(antecedent)), attribution)
        if tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "DT", "CD"):
            return self._of_noun(head, inside)
        return None

    def _clauses(self, noun: int) -> list[int]:
        return self.syntax.all(noun, "relcl", "acl", "appos")

    def _joined(self, head: int, inside: set[int]) -> bool:
        """Whether the source names several at once ("Mer and Darro")."""
        return any(
            i in inside and self.syntax.tokens[i].tag[:2] in ("NN", "PR")
            for i in self.syntax.all(head, "conj")
        )

    def _shared_surname(self, head: int, candidates: Sequence[Cluster]) -> Cluster | None:
        """Of several people with this surname, the one named in full or speaking last, just before."""
        block = self.syntax.rank_of(head)
        for said in reversed(self.discourse.said):
            if block - said.block > 1:
                break
            if said.speaker is None or said.speaker.cluster is None:
                continue
            since = self._named_in_full(candidates, said.start, head)
            if since:
                return since[0] if len(since) == 1 else None
            cluster = said.speaker.cluster
            return cluster if any(cluster is c for c in candidates) else None
        return None

    def _named_in_full(self, candidates: Sequence[Cluster], start: int, end: int) -> list[Cluster]:
        """Those of `candidates` whose full name stands between two tokens."""
        return [c for c in candidates if any(start < m.start < end and len(m.words) > 1 for m in c.mentions)]

    def _antecedent_of_relative(self, pronoun: int) -> int | None:
        for above in self.syntax.ancestors(pronoun):
            if self.syntax.tokens[above].dep == "relcl":
                return self.syntax.tokens[above].head
        return None

    def _of_noun(self, head: int, inside: set[int]) -> Speaker | None:
        syntax, tokens = self.syntax, self.syntax.tokens
        lemma = tokens[head].lemma
        determiner = syntax.child(head, "det")
        definite = determiner is not None and tokens[determiner].lemma in _SINGULAR_DETERMINERS
        own = syntax.child(head, "poss")
        phrase = self._base_phrase(head, inside)
        named = self._named_beside(head, inside)
        if named is not None:
            return named
        plural = tokens[head].tag in ("NNS", "NNPS")
        if lemma in words("body") and any(i in self.people.at_token for i in phrase):
            return Speaker(None, phrase, "nominal", phrase, body=True)
        if lemma in words("body") and not plural:
            return self._of_body(lemma, phrase, own)
        if own is not None and tokens[own].tag == "PRP$":
            return None
        if not plural and (definite or (tokens[head].tag == "NN" and determiner is None)):
            holder = self._holder_of_role(head, phrase)
            return Speaker(holder, (), "nominal", phrase) if holder is not None else None
        if phrase and all(tokens[i].tag[:3] == "NNP" or syntax.is_mark(i) for i in phrase):
            return Speaker(None, phrase, "name", phrase)  # a name, though nothing tells of what
        if not phrase or not (is_human(lemma) or lemma in words("group")):
            return None  # a poll, a letter: who made it, the article may not tell
        return Speaker(None, phrase, "nominal", phrase)

    def _of_body(self, lemma: str, phrase: tuple[int, ...], own: int | None) -> Speaker | None:
        """ "The commission": the only body of that kind that the article names, else what it is called."""
        if own is not None and self.syntax.tokens[own].tag == "PRP$":
            return None
        named = [
            c
            for c in self.people.clusters
            if c.kind == "organisation" and c.words[-1] == lemma and len(c.words) > 1
        ]
        if len(named) == 1:
            return Speaker(named[0], (), "nominal", phrase)
        if named or values("body").get(lemma) == "vague":
            return None
        return Speaker(None, phrase, "nominal", phrase, body=True)

    def _named_beside(self, head: int, inside: set[int]) -> Speaker | None:
        """The name in apposition to a noun: "the news agency, Merpress", "a spokesman for Mer, Ada Lind"."""
        tokens = self.syntax.tokens
        human = is_human(tokens[head].lemma)
        for i in sorted(inside):
            cluster = self.people.at_token.get(i)
            if cluster is None or i < head or (cluster.kind == "person") != human:
                continue
            mention = cluster.mention_at(i)
            beside = tokens[mention.start - 1].text == "," or mention.start == head + 1
            deps = ("appos", "nsubj", "pobj") if human else ("appos",)
            if beside and tokens[i].dep in deps:
                return Speaker(cluster, (), "name", tuple(range(mention.start, mention.end)))
        return None

    def _base_phrase(self, head: int, inside: set[int]) -> tuple[int, ...]:
        """The noun with what stands before it, without an article: "senior officials"."""
        syntax, tokens = self.syntax, self.syntax.tokens
        left = [i for i in syntax.subtree(head) if i <= head and i in inside]
        run = [head]
        for i in reversed([i for i in left if i < head]):
            if run[0] - i == 1:
                run.insert(0, i)
        while run and (tokens[run[0]].tag == "DT" and tokens[run[0]].lemma in ("the", "a", "an")):
            run = run[1:]
        return syntax.trim(run)

    def _holder_of_role(self, head: int, phrase: Sequence[int]) -> Cluster | None:
        """The one person before `head` whom the article gives a role that this noun phrase fits."""
        tokens = self.syntax.tokens
        noun = tokens[head].lemma
        modifiers = {tokens[i].text.lower() for i in phrase if i != head and not self.syntax.is_mark(i)}
        gender = as_gender(values("gender").get(noun, ""))
        in_headline = self.article.blocks[self.syntax.block_of(head)].kind == "headline"  # before all names
        fitting = [
            cluster
            for cluster in self.people.clusters
            if cluster.kind == "person"
            and (cluster.first < head or in_headline)
            and (gender is None or cluster.gender in (None, gender))
            and any(self._fits(role, noun, modifiers) for role in self.roles.get(id(cluster), ()))
        ]
        if len(fitting) > 1:  # "the professor", when several are: the one who is speaking
            speaking = {
                id(said.speaker.cluster) for said in self.discourse.said[-2:] if said.speaker is not None
            }
            fitting = [cluster for cluster in fitting if id(cluster) in speaking]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, role: FoundRole, noun: str, modifiers: set[str]) -> bool:
        tokens = self.syntax.tokens
        title = [tokens[i].lemma for i in role.title]
        known = {tokens[i].text.lower() for i in (*role.title, *role.affiliation)} | set(title)
        known |= {"former"} if role.former else set()
        if noun not in title and not groups("office-of").get(noun, frozenset()) & set(title):
            return False
        return all(m in known or any(_same_stem(m, word) for word in known) for m in modifiers)

    def _of_pronoun(self, pronoun: int, attribution: Attribution) -> Speaker | None:
        token = self.syntax.tokens[pronoun]
        word = token.text.lower()
        holder = self._by_id.get(attribution.holder) if attribution.holder is not None else None
        if word in ("i", "me", "myself"):
            return self._as_pronoun(holder, pronoun)
        if word in ("they", "them"):
            last = self.discourse.said[-1].speaker if self.discourse.said else None
            plural = (
                last is not None
                and bool(last.description)
                and self.syntax.tokens[last.description[-1]].tag in ("NNS", "NNPS")
            )
            return self._as_pronoun(last, pronoun) if plural else None
        gender = GENDER_OF_PRONOUN.get(word)
        if gender is None:
            return None
        if attribution.holder in self._quoted_holders:
            return None  # "He wants peace," she said: somebody else, whom the page may not even name
        if holder is not None and holder.cluster is not None and holder.cluster.kind == "person":
            if holder.cluster.gender in (None, gender) and self.discourse.only_one_before(
                pronoun, gender, holder.cluster
            ):
                return self._as_pronoun(holder, pronoun)
            return None
        chosen = self.discourse.last_person(pronoun, gender)
        if chosen is None:
            return None
        chosen.pronouns[gender] += 1  # what one pronoun settles, the next may rely on
        return Speaker(chosen, (), "pronoun", (pronoun,))

    def _as_pronoun(self, speaker: Speaker | None, pronoun: int) -> Speaker | None:
        if speaker is None:
            return None
        return Speaker(speaker.cluster, speaker.description, "pronoun", (pronoun,), speaker.body)


def _same_stem(a: str, b: str) -> bool:
    """Whether two words share all but their endings: "russian" and "russia", "korean" and "korea"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.startswith(short[: max(4, len(short) - 2)])
