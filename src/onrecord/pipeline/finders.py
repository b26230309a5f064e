"""How attributions can be found: by a trained model in one of two sizes, by rules, or by both together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from onrecord.extract import (
    Weights,
    combined_attributions,
    describe_attributions,
    find_attributions,
    parse_weights,
)
from onrecord.record import Article, Attribution, ModelError, Parsed, Settings, UnknownName

# What lies in a model's own folder beside its network: how sure it is, how it is weighed with the rules.
CALIBRATION, COMBINED, MANIFEST = "calibration.json", "combined.tsv", "manifest.json"


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
    """Finds attributions by the model that ships, or lies in `folder`; the syntax only describes them."""

    def __init__(self, folder: Path | None = None) -> None:
        # with ONNX Runtime, which whoever only asks a record need not load
        from onrecord.models.attribution import AttributionModel
        from onrecord.models.encoder import Encoder

        self._model = AttributionModel(Encoder(folder), folder)
        self.models: tuple[tuple[str, str], ...] = self._model.models

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""
        return describe_attributions(article, parsed, self._model)


class ByBoth(ByModel):
    """Finds attributions by the model and the rules together."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(folder)
        self._weights: Weights | None = None  # those that ship
        if folder is not None:
            from onrecord.models.weights import read_weights

            calibration, combined = (read_weights(folder, name) for name in (CALIBRATION, COMBINED))
            self.models = (*self.models, ("calibration", calibration.digest), ("combined", combined.digest))
            try:
                self._weights = parse_weights(combined.content.decode("utf-8"))
            except (ValueError, KeyError) as error:  # another version of onrecord looks at other things
                raise ModelError(
                    f"{folder / COMBINED} does not fit this version of onrecord ({error}); "
                    "build the model again"
                ) from error

    def find(self, article: Article, parsed: Parsed) -> tuple[Attribution, ...]:
        """The attributions of `article` in text order, without speakers."""
        return combined_attributions(article, parsed, self._model, self._weights)


def open_accurate(settings: Settings) -> Finder:
    """The finder on the larger encoder, which does not ship; raises ModelError."""
    return ByBoth(_accurate_folder(settings))


def _accurate_folder(settings: Settings) -> Path:
    if settings.accurate_model is None:
        raise ModelError(
            "The accurate model does not ship with onrecord. Build it once with `python -m "
            "onrecord.models.attribution.train --size accurate` and name its folder with --accurate-model "
            "or ONRECORD_ACCURATE_MODEL (in Python: Settings(accurate_model=...))."
        )
    folder = Path(settings.accurate_model)
    if not (folder / MANIFEST).is_file():
        raise ModelError(
            f"{folder} holds no model: it has no {MANIFEST}. Build it again with `python -m "
            "onrecord.models.attribution.train --size accurate`."
        )
    return folder


# By the name that `--attribution` takes.
FINDERS: dict[str, Callable[[Settings], Finder]] = {
    "accurate": open_accurate,
    "both": lambda settings: ByBoth(),
    "model": lambda settings: ByModel(),
    "rules": lambda settings: ByRules(),
}


def open_finder(settings: Settings) -> Finder:
    """The finder that `settings` name, with its models loaded; raises UnknownName or ModelError."""
    check_finder(settings)
    return FINDERS[settings.attribution](settings)


def check_finder(settings: Settings) -> None:
    """Raise what open_finder would of an unknown name or a model that is not there; nothing is opened."""
    name = settings.attribution
    if name not in FINDERS:
        known = ", ".join(sorted(FINDERS))
        raise UnknownName(f"No way to find attributions is called {name!r}. Known: {known}.")
    if name == "accurate":
        _accurate_folder(settings)
