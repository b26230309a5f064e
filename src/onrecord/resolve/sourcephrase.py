"""Sources that the parser tore apart, as the noun phrases that they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.record import Attribution, Parsed, Token

_BEFORE = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "nsubj", "nsubjpass"})
_LINKS = {"D": "det", "J": "amod", "P": "poss", "C": "nummod"}  # by the first letter of a tag
_PHRASE = frozenset({"DT", "PRP$", "POS", "HYPH", "CD", "VBG", "VBN", "_SP"})


def with_whole_sources(parsed: Parsed, attributions: Sequence[Attribution]) -> Parsed:
    """`parsed` with what precedes the noun of each source hung on it, where all hung on one other word.

    Parsers take the verb of "the Mer campaign risks its lead" for the noun, and hang "the", "Mer" and
    "campaign" on it; of "the non-profit says" two words become subjects. Whose something is belongs to it.
    """
    token_at = {token.start: token.index for token in parsed.tokens}
    tokens = list(parsed.tokens)
    for attribution in attributions:
        if len(attribution.source) == 1:
            span = attribution.source[0]
            source = [token_at[at] for at in range(span.start, span.end) if at in token_at]
            for token in _rehung(tokens, source):
                tokens[token.index] = token
    return replace(parsed, tokens=tuple(tokens))


def _rehung(tokens: Sequence[Token], source: Sequence[int]) -> list[Token]:
    """The words of a source that hang elsewhere now, none where it is one phrase already or no plain one."""
    tops = [tokens[i] for i in source if tokens[i].head not in source]
    if len(tops) < 2 or tops[-1].index != source[-1] or any(b - a != 1 for a, b in pairwise(source)):
        return []
    noun, above = tops[-1], tops[-1].head
    plain = all(
        tokens[i].tag in _PHRASE or tokens[i].tag[:2] in ("NN", "JJ", "RB") or _is_apostrophe(tokens, i)
        for i in source
    )
    tied = [t for t in tops if _owns(tokens, t) or _is_apostrophe(tokens, t.index)]
    others = [t for t in tops if t not in tied and not (tied and t is noun)]
    if (
        not plain
        or noun.tag not in ("NN", "NNS", "NNP")
        or any(t.head != above or t.dep not in _BEFORE for t in others)
    ):
        return []
    links = {t.index: _link(tokens, t) for t in tops[:-1]}
    below = [
        tokens[i]
        for i in source
        if tokens[i].dep in ("det", "poss") and links.get(tokens[i].head, "poss") != "poss"
    ]
    subject = replace(noun, dep="nsubj") if noun.dep in ("compound", "amod", "nmod") else noun
    moved = [replace(t, head=noun.index, dep=links[t.index]) for t in tops[:-1]]
    return [subject, *moved, *(replace(t, head=noun.index) for t in below)]


def _link(tokens: Sequence[Token], token: Token) -> str:
    """What a word before a noun is to it."""
    if _is_apostrophe(tokens, token.index):
        return "case"
    return "poss" if _owns(tokens, token) else _LINKS.get(token.tag[0], "compound")


def _owns(tokens: Sequence[Token], token: Token) -> bool:
    """Whether "'s" or an apostrophe stands right behind a noun."""
    behind = token.index + 1
    return token.tag[:2] == "NN" and behind < len(tokens) and _is_apostrophe(tokens, behind)


def _is_apostrophe(tokens: Sequence[Token], token: int) -> bool:
    """Whether a token makes the word before it an owner, whatever the tagger takes it for."""
    close = token > 0 and tokens[token - 1].end == tokens[token].start
    return tokens[token].tag == "POS" or (close and tokens[token].text in ("’", "'", "’s", "'s"))


__all__ = ["with_whole_sources"]
