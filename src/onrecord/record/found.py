"""Where words that somebody quotes stand in an article, and how they differ from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DifferenceKind = Literal["same", "changed", "moved", "missing", "elided", "aside", "added"]
HowClose = Literal["word for word", "nearly the same", "similar"]
Telling = Literal["negation", "number", "name"]
NEARLY = 0.85  # from here on a score is "nearly the same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stretch of a quotation beside what the article has there.

    "same": the words agree, whatever their case, marks and accents. "changed": other words, or the same
    spelt or inflected differently. "moved": two words in the other order. "missing": the passage has
    words that the quotation lacks. "elided": the same, where the quotation says so ("..."). "aside": the
    same, where the article interrupts its own quotation (“...,” she said, “...”). "added": the quotation
    has words that the passage lacks.

    Joined, all `found` are the passage, character by character, and all `quoted` the quotation from its
    first word to its last.
    """

    kind: DifferenceKind
    quoted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The place of an article that is closest to a quotation. `start` and `end` are in Article.text.

    `score` is the share of the quotation's words that stand there in its order, words of little weight
    ("the", "of") counting half, less something for words between them: 1.0 is word for word.
    `differs_in` tells what weighs more than its share of the words: that a negation, a number or a name was
    changed, added or is missing.
    """

    article_id: str
    start: int
    end: int
    text: str
    score: float
    differences: tuple[Difference, ...]
    differs_in: tuple[Telling, ...] = ()

    @property
    def how(self) -> HowClose:
        """How close that is, in words."""
        if all(it.kind in ("same", "elided", "aside") for it in self.differences):
            return "word for word"
        return "nearly the same" if self.score >= NEARLY else "similar"

    @property
    def but(self) -> str:
        """A warning beside `how`: "but a negation differs"; "" where none is due."""
        if not self.differs_in:
            return ""
        listed = " and ".join(f"a {it}" for it in self.differs_in)
        return f"but {listed} {'differs' if len(self.differs_in) == 1 else 'differ'}"
