"""Which word of a source tells whom it means."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Syntax
from onrecord.resolve.words import words

# Nouns, pronouns and what stands for a noun ("many", "two"), by the first letters of their tags.
_NAMING = frozenset({"NN", "PR", "WP", "WD", "CD", "JJ"})


def head_of_source(syntax: Syntax, source: Sequence[int]) -> int:
    """The head of a source, -1 for none: of words that depend on none of it the first that can name.

    Parsers hang "the" and "board" of "the board predicts" both on the verb, and take a source that begins
    with a preposition or has a clause in it for that.
    """
    inside, tokens = set(source), syntax.tokens
    tops = [
        i for i in source if (tokens[i].head not in inside or tokens[i].head == i) and not syntax.is_mark(i)
    ]
    for top in tops:
        named = _named_by(syntax, top)
        if named is not None and named in inside:
            while named + 1 in tops and tokens[named + 1].tag[:2] == "NN":
                named += 1
            return _whole(syntax, named, inside)
    return next(iter((*tops, *source)), -1)


def _whole(syntax: Syntax, noun: int, inside: set[int]) -> int:
    """What a noun is only a part of: the poll in "the results of the poll"."""
    of = next((i for i in syntax.all(noun, "prep") if syntax.tokens[i].text == "of"), None)
    whole = syntax.child(of, "pobj") if of is not None else None
    part = syntax.tokens[noun].lemma in words("portion")
    return whole if part and whole is not None and whole in inside else noun


def _named_by(syntax: Syntax, top: int) -> int | None:
    """The noun or pronoun that a word at the top of a source is, or that it brings: "among sailors"."""
    tag = syntax.tokens[top].tag
    if tag == "IN":
        return syntax.child(top, "pobj")
    if tag[:2] == "VB":
        return syntax.child(top, "nsubj", "nsubjpass")
    return top if tag[:2] in _NAMING else None
