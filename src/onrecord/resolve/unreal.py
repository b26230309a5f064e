"""Clauses that do not tell that something happens: denied, supposed, wanted, possible."""

from __future__ import annotations

from onrecord.record import Syntax
from onrecord.resolve.words import words

_IF = frozenset({"if", "unless", "whether"})
_WHEN = frozenset({"when", "once"})
_MODALS = frozenset({"would", "'d", "’d", "could", "should", "might", "may", "must"})
_REPORTED = frozenset({"would", "'d", "’d"})  # of "will", in what somebody says
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def is_unreal(syntax: Syntax, verb: int, *, reported: bool, until: bool) -> bool:
    """Whether the clause of `verb` leaves open, or denies, that it happens.

    `reported`: somebody says it, so that "would" may be a "will". `until`: what did not happen until a day
    happened on that day.
    """
    tokens = syntax.tokens
    conditional = any(_is_supposed(syntax, i) for i in syntax.all(verb, "advcl"))
    allowed = _REPORTED if reported and not conditional else frozenset[str]()
    bare = True  # what helps the verbs from here down to `verb` helps it too
    i = verb
    while True:
        if _is_supposed(syntax, i):
            return True
        if bare and (_may(syntax, i, allowed) or (not until and _is_denied(syntax, i))):
            return True
        dep, above = tokens[i].dep, tokens[i].head
        if above == i:
            return False
        wanting = tokens[above]
        if dep in ("prep", "pcomp", "pobj"):
            i, bare = above, False
            continue
        if dep in ("xcomp", "ccomp", "acl", "advcl") and wanting.lemma.lower() in words("wanting"):
            return dep in ("xcomp", "ccomp") or tokens[i].tag == "VB"
        if dep not in ("xcomp", "conj", "aux", "auxpass"):
            return False
        if dep == "conj":
            bare = bare and tokens[i].tag == "VB" and syntax.child(i, *_SUBJECTS) is None
        i = above


def _is_supposed(syntax: Syntax, verb: int) -> bool:
    """Whether "if", or "when" with what is not yet, opens the clause."""
    for i in syntax.all(verb, "mark", "advmod"):
        word = syntax.tokens[i].text.lower()
        if i < verb and (word in _IF or (word in _WHEN and syntax.tokens[verb].tag in ("VBZ", "VBP"))):
            return True
    return False


def _may(syntax: Syntax, verb: int, allowed: frozenset[str]) -> bool:
    helpers = (syntax.tokens[i] for i in syntax.all(verb, "aux", "auxpass"))
    return any(it.tag == "MD" and it.text.lower() in _MODALS - allowed for it in helpers)


def _is_denied(syntax: Syntax, verb: int) -> bool:
    if syntax.child(verb, "neg") is not None:
        return True
    subjects = syntax.all(verb, *_SUBJECTS)
    return any(
        syntax.tokens[i].text.lower() in _NOBODY
        or any(syntax.tokens[j].text.lower() in ("no", "neither") for j in syntax.all(i, "det"))
        for i in subjects
    )


__all__ = ["is_unreal"]
