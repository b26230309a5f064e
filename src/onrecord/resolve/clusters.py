"""The mentions of one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.record import ChainKind
from onrecord.resolve.names import (
    Gender,
    NameMention,
    gender_of_given_name,
    gender_of_seldom_name,
    initials,
)


class Cluster:
    """Name mentions that are one person, organisation or place."""

    def __init__(self, kind: ChainKind, mentions: Iterable[NameMention] = ()) -> None:
        self.kind = kind
        self.mentions: list[NameMention] = []
        self.forms: dict[tuple[str, ...], None] = {}  # the words of its mentions, each once
        self.initials: set[str] = set()  # the middle initials that it is named with
        self.fullest: NameMention  # with the most words; of several a person's usual form, then the longest
        self.first = -1  # the token at which it is first named
        self.pronouns: Counter[Gender] = Counter()  # that can only mean this person
        self._honorifics: Counter[Gender] = Counter()
        self._written: Counter[str] = Counter()  # a person's names as they are written
        for mention in mentions:
            self.add(mention)

    def add(self, mention: NameMention) -> None:
        """Take in one more mention; mentions come in any order."""
        if self.kind == "person":
            self._written[mention.written] += 1
        if not self.mentions or self._fullness(mention) > self._fullness(self.fullest):
            self.fullest = mention
        self.first = mention.start if not self.mentions else min(self.first, mention.start)
        if mention.gender is not None:
            self._honorifics[mention.gender] += 1
        self.mentions.append(mention)
        self.forms[mention.words] = None
        if own := initials(mention.text):
            self.initials.add(own)

    def _fullness(self, mention: NameMention) -> tuple[int, int, int, int]:
        """The greater, the fuller: "Kenneth Mer" before "Ken Mer", if neither is the usual form."""
        longest = len(mention.written) if self.kind == "person" else 0
        return len(mention.words), self._written[mention.written], longest, -mention.start

    def mention_at(self, token: int) -> NameMention:
        """The mention that a token of this cluster belongs to."""
        return next(m for m in self.mentions if m.start <= token < m.end)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the fullest name."""
        return self.fullest.words

    @property
    def gender(self) -> Gender | None:
        """What an honorific says, else what a given name nearly always tells, else what pronouns agree on.

        A single pronoun tells less than a first name of the less common ones, which tell less than two.
        """
        if self._honorifics:
            return self._honorifics.most_common(1)[0][0]
        by_name = gender_of_given_name(self.words)
        if by_name is None:
            seldom = gender_of_seldom_name(self.words)
            if len(self.pronouns) == 1 and (seldom is None or self.pronouns.total() > 1):
                return next(iter(self.pronouns))
            return seldom
        return by_name
