"""How attributions can be found: by the trained model, by rules, or by both together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from onrecord.extract import combined_attributions, describe_attributions, find_attributions
from onrecord.record import Article, Attribution, Parsed, UnknownName


class Finder(Protocol):
    """Finds the attributions of an article, with what that needs loaded."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each model that it uses."""

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""


class ByRules:
    """Finds attributions by rules on the syntax; needs no weights."""

    models: tuple[tuple[str, str], ...] = ()

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""
        return find_attributions(article, parsed)


class ByModel:
    """Finds attributions by the model on the small encoder; the syntax only describes what it finds."""

    def __init__(self) -> None:
        # with ONNX Runtime, which whoever only asks a record need not load
        from onrecord.models.attribution import AttributionModel
        from onrecord.models.encoder import Encoder

        self._model = AttributionModel(Encoder())
        self.models = self._model.models

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""
        return describe_attributions(article, parsed, self._model.find(article))


class ByBoth(ByModel):
    """Finds attributions by the model and the rules together."""

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""
        return combined_attributions(article, parsed, self._model.find(article))


# By the name that `--attribution` takes.
FINDERS: dict[str, Callable[[], Finder]] = {"both": ByBoth, "model": ByModel, "rules": ByRules}


def open_finder(name: str) -> Finder:
    """The finder of this name with its models loaded; raises UnknownName or ModelError."""
    check_finder(name)
    return FINDERS[name]()


def check_finder(name: str) -> None:
    """Raise UnknownName unless attributions can be found in the way of this name."""
    if name not in FINDERS:
        known = ", ".join(sorted(FINDERS))
        raise UnknownName(f"No way to find attributions is called {name!r}. Known: {known}.")
