"""Whether an act did not take place: "did not say", "declined to say", "has no doubt", "nobody said"."""

from __future__ import annotations

from itertools import pairwise

from onrecord.extract.candidates import Candidate
from onrecord.record import Syntax

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely"})
# Who does this to what hangs on it does not do it.
_REFUSING = frozenset({"decline", "refuse", "fail", "neglect", "avoid", "forbear"})
_NOBODY = frozenset({"nobody", "none", "neither"})
_NO = frozenset({"no", "neither"})


def is_negated(syntax: Syntax, candidate: Candidate) -> bool:
    """Whether a cue is negated: by a word of its own, by what governs it, or by who speaks."""
    tokens, head, cue = syntax.tokens, candidate.head, candidate.cue
    if candidate.negated:
        return True
    texts = [tokens[i].text.lower() for i in cue]
    if "no" in texts or ("short", "of") in pairwise(texts):
        return True  # "has no doubt", "no longer hopes", "stopped short of saying"
    if any(i != head and tokens[i].lemma in _REFUSING for i in cue):
        return True
    if tokens[head].dep == "xcomp" and tokens[tokens[head].head].lemma in _REFUSING:
        return True
    return _is_nobody(syntax, candidate.source)


def _is_nobody(syntax: Syntax, source: tuple[int, ...]) -> bool:
    """Whether a source is "nobody", "no official", "neither Mer nor Darro"."""
    tokens = syntax.tokens
    inside = set(source)
    top = next((i for i in source if tokens[i].head not in inside or tokens[i].head == i), None)
    if top is None:
        return False
    beside = (i for i in syntax.children[top] if tokens[i].dep in ("det", "preconj", "cc"))
    return tokens[top].text.lower() in _NOBODY or any(tokens[i].text.lower() in _NO for i in beside)
