"""Whom a statement is told: the words, from the syntax around its cue."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Syntax
from onrecord.resolve.words import values

_OBJECTS = ("dative", "dobj")


def addressee_at(syntax: Syntax, cue: Iterable[int]) -> int | None:
    """The head of the words that say whom a statement with this cue (its tokens) is told, None if none do.

    Whether these are words for somebody is not asked here: "asked a question" gives the question.
    """
    tokens = syntax.tokens
    for verb in cue:
        if tokens[verb].tag[:2] != "VB":
            continue
        place = values("hearing").get(tokens[verb].lemma.lower())
        if place == "object":
            return _told(syntax, verb)
        if place == "to":
            return _behind_to(syntax, verb)
    return None


def _told(syntax: Syntax, verb: int) -> int | None:
    tokens = syntax.tokens
    heard = syntax.child(verb, "nsubjpass")
    if heard is not None:
        return heard  # "reporters were told that"
    for found in syntax.all(verb, *_OBJECTS):
        if tokens[found].tag != "IN" and tokens[found].text.lower() != "to":
            return found
    # "told him to go": the parser makes who is told the subject of what is to be done.
    for clause in syntax.all(verb, "ccomp", "xcomp"):
        subject = syntax.child(clause, "nsubj")
        infinitive = any(tokens[i].text.lower() == "to" for i in syntax.all(clause, "aux"))
        if subject is not None and infinitive and verb < subject:
            return subject
    return None


def _behind_to(syntax: Syntax, verb: int) -> int | None:
    for preposition in syntax.all(verb, "prep", "dative"):
        if syntax.tokens[preposition].text.lower() == "to":
            return syntax.child(preposition, "pobj")
    return None
