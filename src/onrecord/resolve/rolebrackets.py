"""Roles in brackets behind a name: "(Tarn Institute)", "(D-Ohio)"."""

from __future__ import annotations

from onrecord.record import Parsed, Syntax
from onrecord.resolve.affiliations import affiliates
from onrecord.resolve.foundroles import FoundRole
from onrecord.resolve.names import NameMention, is_human, kind_of_words

_PARTIES = frozenset({"D", "R", "I"})  # of the United States' legislatures: "(D-Ohio)"
_ENDS = frozenset({",", ".", ";", ":"})
LONGEST_BRACKET = 10
NEAR_IN_PICTURE = 30  # words from one name to another


def bracketed(parsed: Parsed, syntax: Syntax, mention: NameMention) -> FoundRole | None:
    """What stands in brackets right behind a name: "(Tarn Institute)", "(D-Ohio)", "(director, Merpress)"."""
    tokens = syntax.tokens
    end = mention.end
    if end + 1 >= len(tokens):
        return None
    if tokens[end].text == "," and tokens[end + 1].text in _PARTIES:
        close = next((i for i in range(end + 2, min(end + 7, len(tokens))) if tokens[i].text in _ENDS), end)
        if close > end + 3 and tokens[end + 2].text == "-":
            return FoundRole((), tuple(range(end + 1, close)), False)  # ", R-Ohio,"
        return None
    if tokens[end].text not in ("(", "["):
        return None
    limit = min(end + LONGEST_BRACKET, len(tokens))
    close = next((i for i in range(end + 1, limit) if tokens[i].text in (")", "]")), end)
    run = tuple(range(end + 1, close))
    if not run:
        return None
    if len(run) == 1 and tokens[run[0]].text in _PARTIES and _says_where(syntax, run[0]):
        return None
    if tokens[run[0]].text in _PARTIES and (len(run) == 1 or tokens[run[1]].text == "-"):
        return FoundRole((), run, False)
    comma = next((i for i in run if tokens[i].text == ","), None)
    title = run[: run.index(comma)] if comma is not None else ()
    if title and not is_human(tokens[title[-1]].lemma):
        return None
    named = run[len(title) + 1 :] if title else run
    told = tuple(tokens[i].text.lower() for i in named)
    if not named or not (any(affiliates(parsed, syntax, i) for i in named) or kind_of_words(told)):
        return None
    if not tokens[named[0]].text[0].isupper():
        return None
    return FoundRole(title, tuple(named), False)


def _says_where(syntax: Syntax, token: int) -> bool:
    """Whether letters in brackets tell where people stand in a picture: "(L)" beside "(R)"."""
    tokens, block = syntax.tokens, syntax.block_of(token)
    near = range(max(1, token - NEAR_IN_PICTURE), min(token + NEAR_IN_PICTURE, len(tokens)))
    here = (i for i in near if syntax.block_of(i) == block and tokens[i].text in ("L", "C"))
    return any(tokens[i - 1].text == "(" for i in here)


def with_brackets(found: list[FoundRole], bracket: FoundRole | None) -> list[FoundRole]:
    """`found` with what brackets say: a party and a place belong to the office before the name."""
    if bracket is None:
        return found
    if not bracket.title and found and found[0].title and not found[0].affiliation:
        return [FoundRole(found[0].title, bracket.affiliation, found[0].former), *found[1:]]
    return [*found, bracket]


__all__ = ["bracketed", "with_brackets"]
