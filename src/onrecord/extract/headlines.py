"""Headlines that attribute with a colon: "Dam could fail: experts", "Mer: no deal without water".

In "‘We saw it coming’: pilot on the flood" what comes after "on" is what was spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.candidates import Candidate
from onrecord.record import Article, Parsed, Syntax

# A source in a headline is short: "experts", "state media", "Port minister Ada Mer".
LONGEST_SOURCE = 4
_CLOSING_MARKS = frozenset("”’\"'»›")
HEADLINE_KINDS = frozenset({"headline", "subhead"})


def find_in_headlines(article: Article, parsed: Parsed, syntax: Syntax) -> list[Candidate]:
    """Candidates "headline-source" (content: source) and "headline-content" (source: content)."""
    found: list[Candidate] = []
    by_block: dict[int, list[int]] = {}
    for sentence in parsed.sentences:
        if article.blocks[sentence.block].kind in HEADLINE_KINDS:
            by_block.setdefault(sentence.block, []).extend(range(sentence.start_token, sentence.end_token))
    for tokens in by_block.values():
        colons = [i for i in tokens if syntax.tokens[i].text == ":"]
        if len(colons) == 1:
            found += _around(syntax, tokens, colons[0])
    return found


def _around(syntax: Syntax, tokens: Sequence[int], colon: int) -> list[Candidate]:
    before = syntax.trim(i for i in tokens if i < colon)
    after = syntax.trim(i for i in tokens if i > colon)
    if not before or not after:
        return []
    if syntax.tokens[colon - 1].text in _CLOSING_MARKS:
        subject = next((i for i in after if _is_preposition(syntax, i)), after[-1] + 1)
        who = syntax.trim(i for i in after if i < subject)
        if who and _is_source(syntax, who):
            return [Candidate("headline-source", ":", colon, (colon,), who, before, False)]
    last = syntax.tokens[after[-1]]
    if (last.tag == "NNS" or last.name >= 0) and _is_source(syntax, after) and len(before) > len(after):
        return [Candidate("headline-source", ":", colon, (colon,), after, before, False)]
    named = syntax.tokens[before[-1]].name >= 0
    if named and _is_source(syntax, before) and len(after) > len(before):
        return [Candidate("headline-content", ":", colon, (colon,), before, after, False)]
    return []


def _is_source(syntax: Syntax, tokens: Sequence[int]) -> bool:
    """Whether a few words hold a noun and no verb."""
    tags = [syntax.tokens[i].tag for i in tokens]
    return (
        len(tokens) <= LONGEST_SOURCE
        and tags[-1][:2] == "NN"
        and not any(tag[:2] in ("VB", "MD", "WD", "WP", "WR", "CD") for tag in tags)
        and not any(_is_preposition(syntax, i) for i in tokens)
    )


def _is_preposition(syntax: Syntax, token: int) -> bool:
    """Whether a word begins another phrase; "of" goes on with its own."""
    return syntax.tokens[token].tag == "IN" and syntax.tokens[token].text.lower() != "of"
