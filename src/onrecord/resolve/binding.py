"""Whom the syntax of its sentence keeps a description or a pronoun from meaning: principle C of binding."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.record import Syntax
from onrecord.resolve.discourse import Discourse, Referent

_OBJECTS = frozenset({"dobj", "dative", "prep"})
_SUBJECTS = ("nsubj", "nsubjpass")


def barring(discourse: Discourse, token: int) -> Callable[[Referent], bool]:
    """Tells of each referent whether the syntax keeps the description at `token` from meaning it."""
    above, behind = subjects_above(discourse, token), behind_subject(discourse.syntax, token)
    return lambda referent: id(referent) in above or referent.named_in(behind)


def subjects_above(discourse: Discourse, token: int) -> frozenset[int]:
    """Whom a description cannot mean: the subjects of the clauses around it, and who says what it is part of.

    "He said that the mayor would resign" is not said by the mayor.
    """
    syntax = discourse.syntax
    barred: set[int] = set()
    below = token
    for above in syntax.ancestors(token):
        for subject in syntax.all(above, *_SUBJECTS):
            if subject != below and subject < token and subject in discourse.at:
                barred.add(id(discourse.at[subject]))
        below = above
    at, seen = token, set[int]()
    while (speech := discourse.content_of.get(at)) is not None and id(speech) not in seen:
        seen.add(id(speech))
        if at not in speech.source and speech.speaker is not None:
            barred.add(id(speech.speaker))
        at = speech.head
    return frozenset(barred)


def behind_subject(syntax: Syntax, token: int) -> frozenset[int]:
    """What stands behind a subject, in its clause and in what else it does; empty if `token` is no subject.

    Nobody is named there whom it means: "he said of Mer" is not said by Mer, nor is "the pilot came to defend
    Mer, while Holm stayed away" told of Mer or of Holm. Nor is she "she" in "asked by Mer, she said": who is
    asked is somebody else.
    """
    tokens = syntax.tokens
    if tokens[token].dep not in _SUBJECTS:
        return frozenset()
    verbs = [tokens[token].head]
    for verb in verbs:
        doing = syntax.all(verb, "xcomp", "advcl", "conj")
        verbs += (i for i in doing if syntax.child(i, *_SUBJECTS) is None)
    behind = (i for verb in verbs for i in syntax.children[verb] if i > token and tokens[i].dep in _OBJECTS)
    near = {i for child in behind for i in (child, *syntax.all(child, "pobj", "conj"))}
    for clause in syntax.all(verbs[0], "advcl"):
        if tokens[clause].tag == "VBN" and syntax.child(clause, *_SUBJECTS) is None:
            near |= {i for agent in syntax.all(clause, "agent") for i in syntax.all(agent, "pobj")}
        elif clause > token:
            near |= set(syntax.all(clause, "nsubj"))
    near |= {k for i in near for k in syntax.all(i, "conj")}
    return frozenset(near)
