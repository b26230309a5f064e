"""Whom a headline or a lead only describes ("a woman who sued the port"), and the article names later."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.names import CALLED, NameMention
from onrecord.resolve.referring import Referring, determiner_of
from onrecord.resolve.rolefit import may_be_called
from onrecord.resolve.words import values, words

# The name stands soon behind the description.
BLOCKS_TO_NAME = 3
BLOCKS_TO_SPEAKER = 10  # none of the headlines of annotated news has them further down
# Words that tell something, which the sentences of the description and of the name have in common.
SHARED = 2
SHARED_WITH_HEADING = 1
STEM = 4  # letters by which two words are compared
_PLAIN = frozenset({"man", "woman", "boy", "girl", "mother", "father", "mom", "dad", "widow"})
_NAMING = frozenset({"identify", "name"})
_SAYING_NOTHING = frozenset({"say", "tell", "be", "have", "do", "get", "go", "make", "take", "year"})


def named_later(discourse: Discourse, r: Referring) -> Referent | None:
    """The person whom a lead describes and the article introduces later, None without a sign of it.

    So is "a woman" described, or whoever speaks ("Mer's right-hand woman urged").

    A sign is that the same noun stands where the name is given ("the woman identified herself as Ada Mer",
    "the woman, named Ada"), or that a full name is the subject of a sentence that repeats what the lead told.
    Where the article speaks of more than one such person, nobody is meant.
    """
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    noun = tokens[r.head].lemma
    plain = noun in _PLAIN and r.determiner in ("a", "none")
    speaks = r.head in discourse.by_head and r.determiner in ("a", "none", "own")
    if not (plain or speaks) or not discourse.in_lead(r.head):
        return None
    if _several(discourse, noun):
        return None
    lead = _telling(discourse, tokens[r.head].sentence)
    later: list[Referent] = []
    for referent in discourse.referents:
        cluster = referent.cluster
        if cluster is None or referent.sort != "person" or cluster.first < r.head:
            continue
        if syntax.rank_of(cluster.first) == syntax.rank_of(r.head):
            continue  # whom the lead itself names is somebody else
        if r.gender is not None and referent.gender not in (None, r.gender):
            continue
        mention = cluster.mention_at(cluster.first)
        if _is_given(discourse, mention, noun):
            return referent
        later.append(referent)
    later.sort(key=lambda referent: referent.places[0].token)
    return next((p for p in later if _is_told_again(discourse, r, p, lead)), None)


def first_to_speak(discourse: Discourse, r: Referring) -> Referent | None:
    """Whom a headline describes as speaking: the first new person who speaks, None if it cannot be them.

    "Port chief sees no way ... “It is late,” said Ada Mer." Whom the headline names is somebody else, but who
    only runs for an office is mostly the one whom it names.
    """
    syntax = discourse.syntax
    if r.head not in discourse.by_head or syntax.rank_of(r.head) > 1:
        return None
    last = 1 if _has_deck(discourse) else 0
    if syntax.rank_of(r.head) > last:
        return None
    if syntax.tokens[r.head].lemma in words("running"):
        return None
    speakers = _speakers_behind(discourse, r.head, BLOCKS_TO_SPEAKER)
    new = (p for p in speakers if p.cluster is not None and syntax.rank_of(p.cluster.first) > last)
    found = next(new, None)
    return found if found is not None and may_be_called(discourse, r, found) else None


def next_to_speak(discourse: Discourse, r: Referring) -> Referent | None:
    """Whom a description that tells more behind its noun introduces: who speaks next, None if not new.

    "The last man to cross the ice says ... “It was thin,” Jonas Mer says." Who is quoted is introduced.
    """
    syntax = discourse.syntax
    said = discourse.by_head.get(r.head, ())
    speaks = bool(said) and all(speech.attribution.form == "indirect" for speech in said)
    speaks = speaks and discourse.quoted_in(r.head) is None
    if not speaks or r.determiner not in ("the", "own") or not syntax.all(r.head, "prep", "relcl", "acl"):
        return None
    found = next(_speakers_behind(discourse, r.head, syntax.rank_of(r.head) + 1), None)
    if found is None or found.cluster is None or found.cluster.first < r.head:
        return None
    return found if may_be_called(discourse, r, found) else None


def _speakers_behind(discourse: Discourse, token: int, last: int) -> Iterator[Referent]:
    """The people who speak by name behind a token, in text order, up to the block of rank `last`."""
    for speech in sorted(discourse.speeches, key=lambda speech: speech.position):
        cluster = discourse.people.at_token.get(speech.head)
        if speech.head > token and cluster is not None and cluster.kind == "person":
            if discourse.syntax.rank_of(speech.head) > last:
                return
            yield discourse.of_cluster[id(cluster)]


def _has_deck(discourse: Discourse) -> bool:
    """Whether the headline goes on in the second block: "Port to close;" above "Chief sees no way"."""
    syntax = discourse.syntax
    below = next((t.index for t in syntax.tokens if syntax.rank_of(t.index) > 0), 0)
    return below > 0 and syntax.tokens[below - 1].text in (";", ":")


def _is_told_again(discourse: Discourse, r: Referring, referent: Referent, lead: frozenset[str]) -> bool:
    """Whether somebody's first full name is the subject of a sentence that repeats what a lead told."""
    assert referent.cluster is not None
    place = next(
        p for p in referent.places if p.form == "name"
    )  # a heading's description may be theirs already
    full = len(referent.cluster.mention_at(place.token).words) > 1
    near = place.rank - discourse.syntax.rank_of(r.head) <= BLOCKS_TO_NAME
    heading = r.determiner == "none" and place.rank - discourse.syntax.rank_of(r.head) == 1
    repeats = len(lead & _telling(discourse, place.sentence)) >= (SHARED_WITH_HEADING if heading else SHARED)
    return full and near and repeats and place.grammar == "subject" and not place.quoted


def _several(discourse: Discourse, noun: str) -> bool:
    """Whether another such person is introduced behind the lead: "another woman", "a woman"."""
    syntax = discourse.syntax
    return any(
        t.lemma == noun
        and t.tag == "NN"
        and not discourse.in_lead(t.index)
        and determiner_of(syntax, t.index)[0] == "a"
        and discourse.quoted_in(t.index) is None
        for t in syntax.tokens
    )


def _is_given(discourse: Discourse, mention: NameMention, noun: str) -> bool:
    """Whether a sentence gives the name of the one whom it calls by a noun: "the woman, named Ada"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    sentence = tokens[mention.start].sentence
    here = range(syntax.sentence_start(sentence), mention.start)
    calls = any(tokens[i].lemma == noun and tokens[i].tag == "NN" for i in here)
    called = tokens[mention.start - 1].text.lower() in CALLED
    named = any(tokens[i].lemma in _NAMING and tokens[i].tag[:2] == "VB" for i in here)
    return calls and (called or named) and values("gender").get(noun, "") != ""


def _telling(discourse: Discourse, sentence: int) -> frozenset[str]:
    """The beginnings of the nouns and verbs of a sentence that tell something ("rob" for robbed, robbery)."""
    syntax, start = discourse.syntax, discourse.syntax.sentence_start(sentence)
    return frozenset(
        t.text.lower()[:STEM]
        for t in syntax.tokens[start : start + syntax.sentence_length(sentence)]
        if t.tag[:2] in ("NN", "VB") and t.lemma not in _SAYING_NOTHING
    )
