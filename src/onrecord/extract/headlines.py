"""Headlines that attribute by a colon or their end: "Dam could fail: experts", "Talks to resume, Mer says".

In "‘We saw it coming’: pilot on the flood" what comes after "on" is what was spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.acts import knows_act
from onrecord.extract.candidates import Candidate
from onrecord.record import HEADLINE_KINDS, Article, Parsed, Syntax

# A source in a headline is short: "experts", "state media", "Port minister Ada Mer".
LONGEST_SOURCE = 4
SHORTEST_CONTENT = 3
_CLOSING_MARKS = frozenset("”’\"'»›")


def find_in_headlines(article: Article, parsed: Parsed, syntax: Syntax) -> list[Candidate]:
    """Candidates of the headlines' own constructions.

    They are "headline-source" (content: source), "headline-content" (source: content) and "headline-end"
    (content, source cue).
    """
    found: list[Candidate] = []
    by_block: dict[int, list[int]] = {}
    for sentence in parsed.sentences:
        if article.blocks[sentence.block].kind in HEADLINE_KINDS:
            by_block.setdefault(sentence.block, []).extend(range(sentence.start_token, sentence.end_token))
    for tokens in by_block.values():
        colons = [i for i in tokens if syntax.tokens[i].text == ":"]
        if len(colons) == 1:
            found += _around(syntax, tokens, colons[0])
        elif not colons:
            found += _at_the_end(syntax, syntax.trim(tokens))
    return found


def _at_the_end(syntax: Syntax, tokens: Sequence[int]) -> list[Candidate]:
    """By place alone: taggers trained on sentences take "says" in a headline for anything."""
    comma = next((i for i in reversed(tokens) if syntax.tokens[i].text == ","), None)
    if comma is None:
        return []
    before, after = (
        syntax.trim(part) for part in ([i for i in tokens if i < comma], range(comma + 1, tokens[-1] + 1))
    )
    if len(before) < SHORTEST_CONTENT or len(after) < 2:
        return []
    for cue, source in ((after[-1], after[:-1]), (after[0], after[1:])):
        lemma = _act(syntax, cue)
        if lemma is None or (cue == after[0] and lemma != "say"):  # "Mer praises, mourns the harbour"
            continue
        if _is_source(syntax, source):
            return [Candidate("headline-end", lemma, cue, (cue,), tuple(source), before, False)]
    return []


def _act(syntax: Syntax, token: int) -> str | None:
    """The verb that a word is, if it is known for an act, whatever its tag."""
    word = syntax.tokens[token].text.lower()
    lemmas = (syntax.tokens[token].lemma.lower(), word, word.removesuffix("s"))
    return next((lemma for lemma in lemmas if knows_act(lemma)), None)


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
