from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.extract import find_attributions
from onrecord.language import English
from onrecord.record import Article, Attribution, Chain, Mention
from onrecord.resolve import Resolved, resolve


@dataclass(frozen=True)
class Resolution:
    """What was resolved in an article, with short ways to ask."""

    article: Article
    resolved: Resolved

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        return self.resolved.attributions

    @property
    def chains(self) -> tuple[Chain, ...]:
        return self.resolved.chains

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.resolved.mentions

    @property
    def speakers(self) -> list[str | None]:
        """Who says each statement, by name, in text order."""
        return [a.speaker.name if a.speaker is not None else None for a in self.attributions]

    @property
    def how(self) -> list[str | None]:
        """How each statement refers to its speaker."""
        return [a.speaker_how for a in self.attributions]

    def named(self, name: str) -> Chain:
        """The only chain with this name."""
        (found,) = [chain for chain in self.chains if chain.name == name]
        return found

    def words(self, name: str) -> list[str]:
        """The words of all mentions of the chain with this name."""
        return [m.span.text for m in self.mentions if m.chain == self.named(name).id]


Read = Callable[..., Resolution]


@pytest.fixture(scope="session")
def read(english: English, make_article: Callable[..., Article]) -> Read:
    """What is resolved in an article of these paragraphs."""

    def read_paragraphs(*paragraphs: str, headline: str | None = None) -> Resolution:
        article = make_article(*paragraphs, headline=headline)
        parsed = english.parse(article)
        return Resolution(article, resolve(article, parsed, find_attributions(article, parsed)))

    return read_paragraphs
