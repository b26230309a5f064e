"""Relatives whom an article names once and then calls by what they are: "his wife", "my father"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.resolve.clusters import Cluster
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.referring import Referring
from onrecord.resolve.words import words


@dataclass(frozen=True, slots=True)
class Relative:
    """A named person, what relative they are called, and the token of whose ("his wife, Ada Mer")."""

    noun: str
    owner: int | None
    cluster: Cluster


def find_relatives(discourse: Discourse) -> list[Relative]:
    """The people whose names stand beside a noun for a relative, in text order."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    found: list[Relative] = []
    for token in tokens:
        if token.lemma not in words("kin") or token.tag != "NN":
            continue
        name = next(
            (
                i
                for i in (token.head, *syntax.all(token.index, "appos"), token.index + 1, token.index + 2)
                if i < len(tokens)
                and tokens[i].sentence == token.sentence
                and i in discourse.people.at_token
                and _beside(discourse, token.index, i)
            ),
            None,
        )
        if name is None:
            continue
        cluster = discourse.people.at_token[name]
        owner = syntax.child(token.index, "poss")
        owner = owner if owner is not None else syntax.child(name, "poss")
        if cluster.kind == "person" and (owner is None or owner not in discourse.people.at_token
                                         or discourse.people.at_token[owner] is not cluster):  # fmt: skip
            found.append(Relative(_called(discourse, token.index), owner, cluster))
    return found


def _called(discourse: Discourse, noun: int) -> str:
    """What relative a noun tells: who is somebody's former wife is not the wife."""
    tokens = discourse.syntax.tokens
    before = [t.text.lower() for t in tokens[max(0, noun - 2) : noun]]
    former = before == ["ex", "-"] or before[-1:] == ["former"]
    return f"former {tokens[noun].lemma}" if former else tokens[noun].lemma


def _beside(discourse: Discourse, noun: int, name: int) -> bool:
    """Whether the noun and the name are one phrase: "his wife, Ada Mer", "daughter Ada", "Mer, his wife"."""
    tokens = discourse.syntax.tokens
    if tokens[noun].head == name:
        return tokens[noun].dep in ("appos", "compound")
    if tokens[name].head == noun:
        return tokens[name].dep == "appos"
    return name == noun + 1 or (name == noun + 2 and tokens[noun + 1].text == ",")


def relative(discourse: Discourse, known: list[Relative], r: Referring) -> Referent | None:
    """The one named relative that "his wife" can mean; None where several can, or it is somebody else's.

    Where nobody is named as one, it is the only other person of the owner's surname who has that gender and
    whom the article calls no other relative.
    """
    if r.owner is None or discourse.syntax.tokens[r.head].lemma not in words("kin"):
        return None
    noun = _called(discourse, r.head)
    whose = discourse.at.get(r.owner)
    fitting = {
        id(k.cluster): k.cluster
        for k in known
        if k.noun == noun and _same_owner(discourse, whose, r.owner, k.owner)
    }
    if not fitting:
        return _of_the_name(discourse, known, whose, r)
    if len(fitting) != 1:
        return None
    (cluster,) = fitting.values()
    return discourse.of_cluster[id(cluster)]


def _of_the_name(
    discourse: Discourse, known: list[Relative], owner: Referent | None, r: Referring
) -> Referent | None:
    """The only other person with somebody's surname and the gender of `r`."""
    if owner is None or owner.cluster is None or owner.sort != "person" or r.gender is None:
        return None
    surname = owner.cluster.words[-1]
    family = [
        p
        for p in discourse.referents
        if p.sort == "person"
        and p.cluster is not None
        and p is not owner
        and len(p.cluster.words) > 1
        and p.cluster.words[-1] == surname
        and p.gender == r.gender
    ]
    if len(family) != 1 or any(k.cluster is family[0].cluster for k in known):
        return None
    return None if any(told.nouns & words("kin") for told in family[0].known) else family[0]


def _same_owner(discourse: Discourse, whose: Referent | None, owner: int, other: int | None) -> bool:
    if other is None:
        return True
    theirs = discourse.at.get(other)
    if whose is not None and theirs is not None:
        return whose is theirs
    tokens = discourse.syntax.tokens
    first = ("my", "our")
    return (tokens[owner].text.lower() in first) == (tokens[other].text.lower() in first)
