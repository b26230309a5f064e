"""One page after the other, with models that stay loaded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from onrecord.api.pages import NOTHING_GIVEN, SETTINGS, find_pages, given_of
from onrecord.record import Failure, Given, Page, PageError, Reading, Settings


class Reader:
    """Reads page after page with models that stay loaded.

    >>> with onrecord.Reader() as reader:
    ...     reading = reader.read_text("The ferry will sail, Ana Lind said.", outlet="The Example")
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        from onrecord import pipeline

        self.settings = settings
        self._read_page = pipeline.open_reader(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing to close today; `with` is there so that there may be."""

    def read(self, page: Page | str | Path, *, given: Given = NOTHING_GIVEN) -> Reading:
        """Everything that is found in a page, or in the file at a path. Raises PageError if it can't be."""
        if not isinstance(page, Page):
            page = self._page_at(page, given)
        outcome = self._read_page(page)
        if isinstance(outcome, Failure):
            raise PageError(outcome.stage, outcome.kind, outcome.reason)
        return outcome

    def read_text(self, text: str, *, origin: str = "-", **given: str | None) -> Reading:
        """Everything that is found in a plain text. `given` is what Given takes: outlet, published, ..."""
        return self._read(text, "text/plain", origin, given_of(given))

    def read_html(self, html: str | bytes, *, origin: str = "-", **given: str | None) -> Reading:
        """Everything that is found in the article of an HTML page. `given` is what Given takes."""
        if isinstance(html, str):
            html = "\ufeff" + html  # what it says of its encoding was true of its bytes, not of these
        return self._read(html, "text/html", origin, given_of(given))

    def _read(self, content: str | bytes, media_type: str, origin: str, given: Given) -> Reading:
        if isinstance(content, str):
            # Half a character (a lone surrogate) is what bytes that cannot be decoded become.
            content = content.encode("utf-8", "replace")
        return self.read(Page(origin=origin, media_type=media_type, content=content, given=given))

    def _page_at(self, path: str | Path, given: Given) -> Page:
        with closing(find_pages(path, self.settings, given, None)) as pages:
            found = next(pages, None)
        if isinstance(found, Page):
            return found
        if found is None:
            raise PageError("intake", "no-page", f"{path}: no page was found there.")
        raise PageError(found.stage, found.kind, found.reason)


def doc_reader(nlp: Any, settings: Settings = SETTINGS) -> Callable[[Any], Reading]:
    """What finds in a Doc of the spaCy pipeline `nlp` what a Reader finds in an article.

    The pipeline needs a tagger, a parser, names and a lemmatizer; ModelError is raised for a Doc without.
    """
    from onrecord.pipeline.docs import DocReader

    return DocReader(nlp, settings)
