"""Walking a dependency tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.record.parsed import Parsed, Token

_EDGE_TAGS = frozenset({",", ".", ":", "``", "''", "_SP", "-LRB-", "-RRB-", "HYPH", "NFP"})
_EDGE_TEXTS = frozenset("\"'“”‘’«»„‚,.;:-–—―…()[]*>•|")


class Syntax:
    """The dependency tree of one Parsed, read downwards. Tokens are named by their index."""

    def __init__(self, parsed: Parsed) -> None:
        self.tokens: Sequence[Token] = parsed.tokens
        self._starts = [s.start_token for s in parsed.sentences]
        self._lengths = [s.end_token - s.start_token for s in parsed.sentences]
        self._blocks = [sentence.block for sentence in parsed.sentences]
        rank = {block: number for number, block in enumerate(sorted(set(self._blocks)))}
        self._ranks = [rank[block] for block in self._blocks]
        self.children: list[list[int]] = [[] for _ in parsed.tokens]
        for token in parsed.tokens:
            if token.head != token.index:
                self.children[token.head].append(token.index)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of `token` with one of these dependency labels, in text order."""
        return next((i for i in self.children[token] if self.tokens[i].dep in deps), None)

    def sentence_length(self, sentence: int) -> int:
        """How many tokens the sentence with this index has."""
        return self._lengths[sentence]

    def sentence_start(self, sentence: int) -> int:
        """The first token of the sentence with this index."""
        return self._starts[sentence]

    def block_of(self, token: int) -> int:
        """The index, in Article.blocks, of the block that a token stands in."""
        return self._blocks[self.tokens[token].sentence]

    def rank_of(self, token: int) -> int:
        """The number of the token's block among those that were parsed; furniture does not count."""
        return self._ranks[self.tokens[token].sentence]

    def all(self, token: int, *deps: str) -> list[int]:
        """Every child of `token` with one of these dependency labels, in text order."""
        return [i for i in self.children[token] if self.tokens[i].dep in deps]

    def subtree(self, token: int, without: Iterable[int] = ()) -> list[int]:
        """`token` and all below it, in text order, less the subtrees whose tops are in `without`."""
        left_out = frozenset(without)
        found, stack = [], [token]
        while stack:
            i = stack.pop()
            if i in left_out:
                continue
            found.append(i)
            stack.extend(self.children[i])
        found.sort()
        return found

    def is_mark(self, token: int) -> bool:
        """Whether a token is white space or a punctuation mark, which no span begins or ends with."""
        t = self.tokens[token]
        return t.tag in _EDGE_TAGS or t.text in _EDGE_TEXTS

    def trim(self, tokens: Iterable[int]) -> tuple[int, ...]:
        """`tokens` in order, without white space and punctuation at either end."""
        kept = sorted(set(tokens))
        start, end = 0, len(kept)
        while start < end and self.is_mark(kept[start]):
            start += 1
        while end > start and self.is_mark(kept[end - 1]):
            end -= 1
        return tuple(kept[start:end])

    def ancestors(self, token: int) -> list[int]:
        """The tokens above `token`, nearest first."""
        above: list[int] = []
        while self.tokens[token].head != token:
            token = self.tokens[token].head
            above.append(token)
        return above
