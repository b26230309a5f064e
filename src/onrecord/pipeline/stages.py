"""The order of the stages: what happens to one page."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Protocol

from onrecord import __version__
from onrecord.articles import read_article
from onrecord.articles.html import extractor as html_extractor
from onrecord.articles.read import PLAIN_VERSION, Scorer
from onrecord.extract.timexes import find_timexes
from onrecord.language import open_language
from onrecord.models.blocks import open_blocks
from onrecord.pipeline.finders import Finder, open_finder
from onrecord.record import (
    Article,
    Attribution,
    Failure,
    Page,
    PageError,
    Parsed,
    Provenance,
    Reading,
    Settings,
    Span,
    Timex,
)
from onrecord.resolve import date_events, resolve

logger = logging.getLogger(__name__)

EXTRACTED_BY = {"text/html": html_extractor(), "text/plain": PLAIN_VERSION}  # by media type
TIMEXES = "grammar/1"  # what finds time expressions; with a new number pages are read again
LONGEST_REASON = 300  # characters of an unexpected error's own words, which may quote the page


class Language(Protocol):
    """What finds words and syntax, with its models loaded."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of each model."""

    def parse(self, article: Article) -> Parsed:
        """The words of `article`."""


class Blocks(Scorer, Protocol):
    """What says which text of a page is its article, with its weights loaded."""

    @property
    def models(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 of the weights."""


class PageReader:
    """Reads one page after the other with models that stay loaded. Makes no difference to any answer."""

    def __init__(
        self, settings: Settings, language: Language, finder: Finder, blocks: Blocks | None = None
    ) -> None:
        self.settings = settings
        self._language = language
        self._finder = finder
        self._blocks = blocks

    def __call__(self, page: Page) -> Reading | Failure:
        """Everything that is found in `page`, or why it could not be read."""
        return read_page(page, self.settings, self._language, self._finder, self._blocks)

    def means(self) -> dict[str, Provenance]:
        """By what a page of each media type is read."""
        return {
            media_type: provenance_of(
                extractor, self.settings, models_of(self._language, self._finder, self._blocks)
            )
            for media_type, extractor in EXTRACTED_BY.items()
        }


def open_reader(settings: Settings) -> PageReader:
    """A reader with its models loaded; raises ModelError."""
    return PageReader(settings, open_language(), open_finder(settings), open_blocks())


def models_of(language: Language, finder: Finder, blocks: Blocks | None) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of every model that a page is read with."""
    return (*language.models, *finder.models, *(blocks.models if blocks is not None else ()))


def provenance_of(extractor: str, settings: Settings, models: tuple[tuple[str, str], ...]) -> Provenance:
    """What made a reading; equal ones mean that reading again would give the same."""
    return Provenance(
        version=__version__,
        extractor=extractor,
        attribution=settings.attribution,
        timexes=TIMEXES,
        settings=settings.digest,
        models=models,
    )


def read_page(
    page: Page, settings: Settings, language: Language, finder: Finder, blocks: Blocks | None = None
) -> Reading | Failure:
    """Everything that is found in `page`, or why it could not be read; never an exception.

    Without `blocks` trafilatura says which text of HTML is the article, and wording alone in plain text.
    """
    stage = "articles"
    try:
        article = read_article(page, settings, blocks)
        stage = "language"
        parsed = language.parse(article)
        stage = "extract"
        attributions = finder.find(article, parsed)
        timexes = find_timexes(article, parsed)
        stage = "resolve"
        models = models_of(language, finder, blocks)
        provenance = provenance_of(article.page.extractor, settings, models)
        reading = resolved_reading(article, parsed, attributions, timexes, provenance)
        stage = "pipeline"
        for span in spans_of(reading):
            span.check(article.text)
        return reading
    except PageError as error:
        kind, reason, stage = error.kind, error.reason, error.stage
    except MemoryError:
        kind, reason = "too-large", f"Reading it took more memory than a page may have, in {stage}."
    except Exception as error:
        # A page is written by strangers: whatever it sets off in a stage, it must cost that page alone.
        logger.debug("%s failed on %s", stage, page.origin, exc_info=True)
        kind, reason = "unexpected", f"{type(error).__name__} in {stage}: {str(error)[:LONGEST_REASON]}"
    return Failure(origin=page.origin, stage=stage, kind=kind, reason=reason, sha256=page.sha256)


def resolved_reading(
    article: Article,
    parsed: Parsed,
    attributions: tuple[Attribution, ...],
    timexes: tuple[Timex, ...],
    provenance: Provenance,
) -> Reading:
    """The reading of an article: what was extracted, with who is who and what is dated."""
    resolved = resolve(article, parsed, attributions)
    dated = date_events(article, parsed, resolved.attributions, timexes)
    return Reading(
        article=article,
        mentions=resolved.mentions,
        chains=resolved.chains,
        attributions=dated.attributions,
        provenance=provenance,
        timexes=timexes,
        happenings=dated.happenings,
    )


def spans_of(reading: Reading) -> Iterator[Span]:
    """Every span of a reading."""
    for mention in reading.mentions:
        yield mention.span
    for chain in reading.chains:
        for role in chain.roles:
            yield from (span for span in (role.title, role.affiliation) if span is not None)
    for attribution in reading.attributions:
        yield from (*attribution.source, *attribution.cue, *attribution.content)
    for timex in reading.timexes:
        yield timex.span
    for happening in reading.happenings:
        yield from (happening.verb, *happening.clause)
