"""Whether a clause tells of what was or of what will be."""

from __future__ import annotations

from typing import Literal

from onrecord.record.syntax import Syntax

Tense = Literal["past", "future", "unknown"]

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "can", "could", "should", "must"})
# Verbs whose infinitive, or whose object, lies ahead of them.
_AHEAD = frozenset({"due", "schedule", "expect", "plan", "set", "slate", "intend", "aim", "hope", "expire", "payable"})


def tense_of(syntax: Syntax, token: int) -> Tense:
    """The tense of the clause that a token belongs to, by the nearest verb above it that shows one."""
    tokens = syntax.tokens
    for at in (token, *syntax.ancestors(token)):
        tag = tokens[at].tag
        if tokens[at].lemma in ("due", "payable", "scheduled", "effective", "slated"):
            return "future"
        if tag[:2] != "VB":
            continue
        aux = [tokens[i] for i in syntax.children[at] if tokens[i].dep in ("aux", "auxpass")]
        words = {word.text.lower() for word in aux}
        if words & _FUTURE_AUX:
            return "past" if "have" in words and tag == "VBN" else "future"
        if tag == "VBD" or any(word.tag == "VBD" for word in aux):
            return "future" if _going(tokens[at].lemma, words) else "past"
        if tag == "VBN" and aux:
            return "future" if tokens[at].lemma in _AHEAD else "past"
        if tag == "VB" and any(word.tag == "TO" for word in aux):
            return "future"
        if tag in ("VBP", "VBZ") or any(word.tag in ("VBP", "VBZ") for word in aux):
            return "future" if not words & {"has", "have", "'ve", "’ve"} else "past"
    return "unknown"


def _going(lemma: str, aux: set[str]) -> bool:
    return lemma in _AHEAD and bool(aux & {"was", "were", "is", "are", "had"})
