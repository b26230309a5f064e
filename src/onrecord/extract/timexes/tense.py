"""Whether a clause tells of what was or of what will be."""

from __future__ import annotations

from typing import Literal

from onrecord.record.syntax import Syntax

Tense = Literal["past", "future", "unknown"]

_FUTURE_AUX = frozenset({"would", "will", "'ll", "’ll", "shall", "wo"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve", "had", "having"})
# What lies ahead of its own verb.
_AHEAD = frozenset({"due", "schedule", "expect", "plan", "set", "slate", "intend", "aim", "hope", "expire"})
_AHEAD_WORDS = frozenset({"due", "payable", "scheduled", "effective", "slated", "upcoming"})
_NOMINAL = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def tense_of(syntax: Syntax, token: int, present: Tense = "future") -> Tense:
    """The tense of the clause that a token belongs to, by the nearest verb above it that shows one.

    `present` is what the present tense tells: of what is due, or, below a picture, of what was.
    What belongs to a noun ("Friday's ruling", "a June agreement") has none. What lasts "until Friday" ends
    in the future, unless it did not begin ("had not begun until Friday").
    """
    tokens = syntax.tokens
    if tokens[token].dep in _NOMINAL and tokens[tokens[token].head].tag[:2] == "NN":
        return "unknown"
    limit = _limit(syntax, token)
    for at in (token, *syntax.ancestors(token)):
        tag, lemma = tokens[at].tag, tokens[at].lemma
        if lemma in _AHEAD_WORDS:
            return "past" if _perfect(syntax, tokens[at].head) else "future"
        if tag[:2] != "VB":
            continue
        aux = [tokens[i] for i in syntax.children[at] if tokens[i].dep in ("aux", "auxpass")]
        words = {word.text.lower() for word in aux}
        if words & _FUTURE_AUX:
            return "past" if "have" in words and tag == "VBN" else "future"
        if limit and not words & _PERFECT and syntax.child(at, "neg") is None:
            return "future"
        if words & _PERFECT and lemma in _AHEAD and "had" in words:
            return "past"
        if words & _PERFECT or tag == "VBD" or any(word.tag == "VBD" for word in aux):
            return "future" if lemma in _AHEAD and words else "past"
        if tag == "VB" and any(word.tag == "TO" for word in aux):
            return "future"
        if tag in ("VBP", "VBZ") or any(word.tag in ("VBP", "VBZ") for word in aux):
            return present
        if tag == "VBN":
            return "future" if lemma in _AHEAD else "unknown"
    return "unknown"


def _limit(syntax: Syntax, token: int) -> bool:
    head = syntax.tokens[syntax.tokens[token].head]
    return head.text.lower() in ("until", "till", "through")


def _perfect(syntax: Syntax, token: int) -> bool:
    return any(syntax.tokens[i].text.lower() == "had" for i in syntax.children[token])
