"""Names in headlines where every word is capitalised, so that the tagger takes a sentence for a name."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Article, Syntax
from onrecord.resolve.names import NameMention, kind_of_words, name_words
from onrecord.resolve.words import words

# In a heading all words that tell something are capitalised, but for one in five.
CAPITALISED = 0.8
LEAST_WORDS = 4
LONG = 4  # letters; shorter words ("of", "with") are small in headings too


def headings(syntax: Syntax) -> frozenset[int]:
    """The blocks, by their index in the article, that are written like a heading."""
    counts: dict[int, list[int]] = {}
    for token in syntax.tokens:
        if len(token.text) >= LONG and token.text.isalpha():
            tally = counts.setdefault(syntax.block_of(token.index), [0, 0])
            tally[0] += token.text[0].isupper()
            tally[1] += 1
    return frozenset(
        block
        for block, (large, every) in counts.items()
        if every >= LEAST_WORDS and large >= CAPITALISED * every
    )


def cut_in_headings(article: Article, syntax: Syntax, mentions: Sequence[NameMention]) -> None:
    """Cut names in headings to the person whom they begin with or hold, and whom the text names elsewhere.

    "Ada Mer Promises Action", "Mer Just Pulled Out"; but a body named after a person stays as it is.
    """
    within = headings(syntax)
    if not within:
        return
    inside = [m for m in mentions if syntax.block_of(m.start) in within]
    known = {m.words for m in mentions if m.kind == "person" and syntax.block_of(m.start) not in within}
    known |= {name[-1:] for name in known}
    for m in inside:
        if m.words in known or kind_of_words(m.words) is not None or m.words[-1] in words("generation"):
            continue
        run = _longest_known(article, syntax, m, known)
        if run is not None:
            m.start, m.end = run.start, run.stop
            m.text = article.text[syntax.tokens[m.start].start : syntax.tokens[m.end - 1].end]
            m.words, m.kind = name_words(m.text), "person"


def _longest_known(
    article: Article, syntax: Syntax, mention: NameMention, known: set[tuple[str, ...]]
) -> range | None:
    """The longest known name in a mention, the first of several; one word only where the mention begins."""
    tokens = syntax.tokens
    for length in range(mention.end - mention.start - 1, 0, -1):
        for start in range(mention.start, mention.end - length + 1):
            if length == 1 and (start > mention.start or mention.kind != "person"):
                continue
            run = range(start, start + length)
            if name_words(article.text[tokens[run.start].start : tokens[run.stop - 1].end]) in known:
                return run
    return None
