"""Whom the words of a source or of a description name outright, whatever the parser makes of them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.names import CALLED, NameMention, is_honorific, is_human
from onrecord.resolve.referring import Referring
from onrecord.resolve.words import words

# What a title may be made of: "the port's former chief engineer and pilot", "head of the Tarn office".
_TITLE_TAGS = frozenset({"NN", "JJ", "CD", "DT", "PR", "PO", "HY", "RB", "CC", "IN", "AF"})
_SET_APART = frozenset({",", "--", "—", "–", "-", ":"})


def names_two(discourse: Discourse, source: Sequence[int]) -> bool:
    """Whether a source begins with two people joined by "and": "Ada Mer and Tarn editor Jonas Holm"."""
    tokens = discourse.syntax.tokens
    persons = _persons(discourse, source)
    if len(persons) < 2:
        return False
    before = [i for i in source if i < persons[0].start]
    between = [i for i in source if persons[0].end <= i < persons[1].start]
    joined = any(tokens[i].tag == "CC" and tokens[i].text.lower() == "and" for i in between)
    return joined and all(
        tokens[i].tag[:2] not in ("IN", "VB", "WP", "PO", "PR") for i in (*before, *between)
    )


def named_in(discourse: Discourse, source: Sequence[int], head: int) -> NameMention | None:
    """The name of the one person that a source names, where its head by the syntax is another word.

    What the person is may stand before the name ("the mayor, Ada Mer", "front-runner and former envoy Ada
    Mer", "director of research Ada Mer") or behind it ("Ada Mer, an engineer who worked for Jonas Holm").
    None where several are named at once, and where the name belongs to what stands before it ("a spokesman
    for Ada Mer").
    """
    tokens = discourse.syntax.tokens
    inside = set(source)
    persons = _persons(discourse, source)
    if not persons:
        return None
    mention = persons[0]
    run = range(mention.start, mention.end)
    before = [i for i in source if i < mention.start]
    title = [i for i in before if not discourse.syntax.is_mark(i)]
    if _joined_behind(discourse, mention, head, inside):
        return None
    if tokens[head].tag == "NNS" and head in title[:-1]:
        return None  # "sources near the mayor, Ada Mer"
    if all(tokens[i].tag == "DT" or is_honorific(tokens[i].text.rstrip(".").lower()) for i in title):
        return mention if head not in run else None
    opening = discourse.syntax.sentence_start(
        tokens[mention.start].sentence
    )  # "Presumptive", taken for a verb
    title = _without_clause(discourse, mention, title)
    if not all(
        i == opening
        or tokens[i].tag[:2] in _TITLE_TAGS
        or tokens[i].text.lower() in CALLED
        or _modifies(discourse, i)
        for i in title
    ):
        return None
    return mention if _is_title(discourse, before, title) else None


def _modifies(discourse: Discourse, token: int) -> bool:
    """Whether a participle stands before the noun that it tells of: "the presumed nominee"."""
    tokens = discourse.syntax.tokens
    return tokens[token].tag == "VBN" and tokens[token + 1].tag[:2] in ("NN", "JJ")


def _without_clause(discourse: Discourse, mention: NameMention, title: list[int]) -> list[int]:
    """A title without a clause that parts it from a name set apart: "the pilot I met there, Ada Mer".

    Not where the clause ends in somebody else: "the pilot who met his friend, Ada Mer".
    """
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    noun = next((i for i in title if is_human(tokens[i].lemma) and syntax.all(i, "relcl", "acl")), None)
    if noun is None or tokens[mention.start - 1].text not in _SET_APART or is_human(tokens[title[-1]].lemma):
        return title
    clause = {k for verb in syntax.all(noun, "relcl", "acl") for k in syntax.subtree(verb)}
    return [i for i in title if i not in clause]


def _persons(discourse: Discourse, source: Sequence[int]) -> list[NameMention]:
    """The people whom a source names, less those whose somebody is: not Mer in "Mer aide Jonas Holm"."""
    inside = set(source)
    found: dict[int, NameMention] = {}
    for i in source:
        cluster = discourse.people.at_token.get(i)
        if cluster is not None and cluster.kind == "person":
            mention = cluster.mention_at(i)
            if mention.end - 1 in inside and not _belongs_behind(discourse, mention, inside):
                found[mention.start] = mention
    return [found[start] for start in sorted(found)]


def _belongs_behind(discourse: Discourse, mention: NameMention, inside: set[int]) -> bool:
    """Whether a name only tells whose something is: "Mer's pilot", "the Mer election campaign"."""
    tokens = discourse.syntax.tokens
    behind = tokens[mention.end] if mention.end in inside else None
    if behind is not None and (behind.tag in ("POS", "NN", "NNS") or is_human(behind.text.lower())):
        return True
    last = tokens[mention.end - 1]
    return (
        last.dep in ("compound", "nmod", "poss")
        and last.head in inside
        and last.head >= mention.end
        and tokens[last.head].lemma in words("body")
    )


def _is_title(discourse: Discourse, before: Sequence[int], title: Sequence[int]) -> bool:
    """Whether the words before a name say what that person is."""
    tokens = discourse.syntax.tokens
    human = [i for i in title if is_human(tokens[i].lemma)]
    one_of = [tokens[i].text.lower() for i in title[:2]] == ["one", "of"] and tokens[before[-1]].text == ","
    if not human or (tokens[human[-1]].tag in ("NNS", "NNPS") and not one_of):
        return False
    ands = [i for i in title if tokens[i].tag == "CC"]
    if any(tokens[i + 1].tag in ("DT", "PRP$") for i in ands):
        return False  # "the mayor and his pilot Ada Mer"
    last = before[-1]
    if tokens[last].text in _SET_APART or tokens[last].text.lower() in CALLED:
        return True
    preposition = next((i for i in reversed(title) if tokens[i].tag == "IN"), None)
    if preposition is None:
        return tokens[last].tag[:2] == "NN"
    if any(i > preposition for i in ands):
        return last in human  # "head of the port and harbour pilot Ada Mer"
    of_office = tokens[preposition].text == "of" and preposition - 1 in human
    return of_office and tokens[last].tag[:2] == "NN" and last not in human and not _courtesy(discourse, last)


def _courtesy(discourse: Discourse, token: int) -> bool:
    return is_honorific(discourse.syntax.tokens[token].text.rstrip(".").lower())


def _joined_behind(discourse: Discourse, mention: NameMention, head: int, inside: set[int]) -> bool:
    """Whether somebody else stands beside the one who is named ("the mayor, Ada Mer, and Jonas Holm")."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    tops = {head, *range(mention.start, mention.end)}
    joined = (i for top in tops for i in syntax.all(top, "conj") if i in inside and i >= mention.end)
    return any(tokens[i].tag[:2] in ("NN", "PR") and not _told_too(discourse, i) for i in joined)


def _told_too(discourse: Discourse, noun: int) -> bool:
    """Whether a noun joined to another tells more of the same person: "Ada Mer - a pilot and co-owner -"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    bare = tokens[noun].tag == "NN" and not syntax.all(noun, "det", "poss")
    tied = any(tokens[i].text == "-" for i in (noun - 1, noun, noun + 1))  # "co-owner"
    return bare and (is_human(tokens[noun].lemma) or tied)


def named_beside(discourse: Discourse, r: Referring) -> Referent | None:
    """The name beside a noun: "the agency, Merpress", "a spokesman for Mer, Ada Lind", "a man named Mer"."""
    if r.is_pronoun or r.sort in ("people", "paper"):
        return None
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    human = is_human(tokens[r.head].lemma)
    if human and (described := _described_behind(discourse, r.head)) is not None:
        return described
    deps = ("appos", "nsubj", "pobj") if human else ("appos",)
    for i in syntax.subtree(r.head):
        cluster = discourse.people.at_token.get(i)
        if cluster is None or i < r.head or (cluster.kind == "person") != human:
            continue
        mention = cluster.mention_at(i)
        start = mention.start
        while start > r.head + 1 and is_honorific(tokens[start - 1].text.rstrip(".").lower()):
            start -= 1
        called = tokens[start - 1].text.lower() in CALLED and tokens[start - 1].head == r.head
        if called or ((tokens[start - 1].text == "," or start == r.head + 1) and tokens[i].dep in deps):
            return discourse.of_cluster[id(cluster)]
    return None


def _described_behind(discourse: Discourse, noun: int) -> Referent | None:
    """The person behind whose name a noun tells who that is: "Ada Mer, the mayor and former pilot"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    while tokens[noun].dep == "conj" and tokens[noun].tag == "NN" and not syntax.all(noun, "det", "poss"):
        noun = tokens[noun].head
    above = tokens[noun].head
    cluster = discourse.people.at_token.get(above)
    if tokens[noun].dep != "appos" or tokens[noun].tag != "NN" or noun < above:
        return None
    if any(tokens[i].text.lower() in CALLED for i in syntax.all(noun, "acl")):
        return None  # "in Tarn, a pilot named Ada Mer"
    return discourse.of_cluster[id(cluster)] if cluster is not None and cluster.kind == "person" else None
