"""Whom "he" and "she" stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.record import SpeakerHow, Syntax
from onrecord.resolve.names import Gender
from onrecord.resolve.people import Cluster, People

# Pronouns look back this many sentences and blocks for whom they stand for.
PRONOUN_SENTENCES = 4
PRONOUN_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source stands for: a cluster of names, or a description where nobody is named."""

    cluster: Cluster | None
    description: tuple[int, ...]  # the tokens of the phrase, when there is no cluster
    how: SpeakerHow
    tokens: tuple[int, ...]  # the words that refer to the speaker
    body: bool = False  # the description names a body


@dataclass(slots=True)
class Said:
    """A resolved statement, for what comes after it."""

    block: int
    start: int
    speaker: Speaker | None


@dataclass(slots=True)
class Discourse:
    """What an article has said so far: its people, its quotations, and who spoke, in text order."""

    syntax: Syntax
    people: People
    quoted: Sequence[tuple[int, int]] = ()  # code points
    said: list[Said] = field(default_factory=list)

    def only_one_before(self, pronoun: int, gender: Gender, cluster: Cluster) -> bool:
        """Whether nobody else whom the pronoun could mean is named between the speaker and it."""
        tokens = self.syntax.tokens
        start = pronoun
        while start > 0 and tokens[start - 1].sentence == tokens[pronoun].sentence:
            start -= 1
        others = {
            id(c)
            for i in range(start, pronoun)
            if (c := self.people.at_token.get(i)) is not None
            and c.kind == "person"
            and c is not cluster
            and c.gender in (None, gender)
        }
        return not others

    def last_person(self, pronoun: int, gender: Gender) -> Cluster | None:
        """The last person before a pronoun whom it can mean: first among speakers, then among subjects."""
        block = self.syntax.rank_of(pronoun)
        here = self._in_sentence(pronoun, gender)
        if here:
            return here[0] if len(here) == 1 else None
        for said in reversed(self.said):
            if block - said.block > PRONOUN_BLOCKS or said.speaker is None or said.speaker.cluster is None:
                break
            cluster = said.speaker.cluster
            if cluster.kind != "person" or cluster.gender not in (None, gender):
                break
            since = self._named_since(said.start, pronoun, cluster, gender)
            if since == []:
                return cluster
            if len(since) == 1 and since[0].first > said.start:
                return since[0]  # introduced after the last speaker, and nobody else since
            break
        return self._last_subject(pronoun, gender, block)

    def _in_sentence(self, pronoun: int, gender: Gender) -> list[Cluster]:
        """The people before a pronoun in its sentence whom it can mean; the subject alone if there is one."""
        found: dict[int, Cluster] = {}
        subjects: dict[int, Cluster] = {}
        for i in self._sentence(self.syntax.tokens[pronoun].sentence, pronoun):
            cluster = self.people.at_token.get(i)
            if cluster is None or cluster.kind != "person" or cluster.gender not in (None, gender):
                continue
            if not self._is_quoted(i):
                found[id(cluster)] = cluster
                if self._is_main_subject(i):
                    subjects[id(cluster)] = cluster
        if len(subjects) == 1 and all(c.gender == gender for c in subjects.values()):
            return list(subjects.values())
        return list(found.values())

    def _named_since(self, start: int, pronoun: int, cluster: Cluster, gender: Gender) -> list[Cluster]:
        """Who else, of those whom the pronoun could mean, acts or is first named after `start`, unquoted."""
        found: dict[int, Cluster] = {}
        for i in range(start, pronoun):
            other = self.people.at_token.get(i)
            if other is None or other is cluster or other.kind != "person" or self._is_quoted(i):
                continue
            if other.gender in (None, gender) and (self._is_main_subject(i) or other.first == i):
                found[id(other)] = other
        return list(found.values())

    def _is_main_subject(self, token: int) -> bool:
        """Whether a token is the subject of its sentence's main clause, or of one joined to it."""
        tokens = self.syntax.tokens
        if tokens[token].dep not in ("nsubj", "nsubjpass"):
            return False
        verb = tokens[token].head
        while tokens[verb].dep == "conj":
            verb = tokens[verb].head
        return tokens[verb].dep == "ROOT"

    def _is_quoted(self, token: int) -> bool:
        place = self.syntax.tokens[token].start
        return any(start <= place < end for start, end in self.quoted)

    def _last_subject(self, pronoun: int, gender: Gender, block: int) -> Cluster | None:
        tokens = self.syntax.tokens
        sentence = tokens[pronoun].sentence
        for number in range(sentence, max(sentence - PRONOUN_SENTENCES, -1), -1):
            subjects: list[Cluster] = []
            anyone: list[Cluster] = []
            for i in self._sentence(number, pronoun):
                cluster = self.people.at_token.get(i)
                if cluster is None or cluster.kind != "person" or cluster.gender not in (None, gender):
                    continue
                if block - self.syntax.rank_of(i) > PRONOUN_BLOCKS or self._is_quoted(i):
                    continue
                if not any(cluster is c for c in anyone):
                    anyone.append(cluster)
                if tokens[i].dep in ("nsubj", "nsubjpass") and not any(cluster is c for c in subjects):
                    subjects.append(cluster)
            if len(anyone) == 1:
                return anyone[0]
            if len(subjects) == 1 and subjects[0].gender == gender:
                return subjects[0]
            if anyone:
                return None  # one of several, and nothing tells which
        return None

    def _sentence(self, number: int, before: int) -> list[int]:
        tokens = self.syntax.tokens
        i = before - 1
        found: list[int] = []
        while i >= 0 and tokens[i].sentence >= number:
            if tokens[i].sentence == number:
                found.append(i)
            i -= 1
        return found[::-1]
