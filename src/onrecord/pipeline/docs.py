"""What is found in a Doc that somebody else's spaCy pipeline has read."""

from __future__ import annotations

import bisect
import hashlib
import re
from dataclasses import replace
from typing import Any

from onrecord.extract.timexes import find_timexes
from onrecord.language import Lemmas, parsed_from_docs
from onrecord.language.tokens import ParsedText
from onrecord.pipeline.finders import open_finder
from onrecord.pipeline.stages import provenance_of, resolved_reading
from onrecord.record import (
    Article,
    Block,
    Given,
    ModelError,
    PageRef,
    Parsed,
    Reading,
    Settings,
    article_id,
)

NEEDED = {"tagger": "TAG", "parser": "DEP", "ner": "ENT_IOB"}  # what makes it, and what it is called in a Doc
EXTRACTOR = "spacy-doc/1"
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n[^\S\n]*\n|\s*\Z)", re.DOTALL)


class DocReader:
    """Finds in the Docs of one spaCy pipeline what it finds in articles."""

    def __init__(self, nlp: Any, settings: Settings) -> None:
        self._nlp = nlp
        self._settings = settings
        self._finder = open_finder(settings)
        self._lemmas: Lemmas | None = None  # asked for with the first Doc: pipes may still be added
        meta = nlp.meta
        own = (f"{meta.get('lang')}_{meta.get('name')}", str(meta.get("version")))
        self._models = (own, *self._finder.models)

    def __call__(self, doc: Any) -> Reading:
        """Everything that is found in `doc`; spans are offsets into its text.

        Raises ModelError if it was not tagged, parsed and searched for names.
        """
        missing = [pipe for pipe, annotation in NEEDED.items() if not doc.has_annotation(annotation)]
        if missing and len(doc):
            raise ModelError(
                f"The Doc lacks what these pipes make: {', '.join(missing)}. "
                "Put them before onrecord, as in spaCy's en_core_web models."
            )
        article = article_of(doc.text)
        texts = [ParsedText(0, 0, doc)] if article.blocks else []  # white space alone has no sentence
        parsed = _in_blocks(parsed_from_docs(article.id, texts, self._known_lemmas()), article)
        attributions = self._finder.find(article, parsed)
        timexes = find_timexes(article, parsed)
        provenance = provenance_of(EXTRACTOR, self._settings, self._models)
        return resolved_reading(article, parsed, attributions, timexes, provenance)

    def _known_lemmas(self) -> Lemmas:
        if self._lemmas is None:
            if "lemmatizer" not in self._nlp.component_names:
                raise ModelError("The pipeline lacks a lemmatizer, from which verbs of saying are known.")
            self._lemmas = Lemmas(self._nlp)
        return self._lemmas


def article_of(text: str) -> Article:
    """A text as an article; its paragraphs are what stands between empty lines."""
    page = PageRef(
        origin="-",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/plain",
        fetched=None,
        extractor=EXTRACTOR,
        given_digest=Given().digest,
    )
    return Article(
        id=article_id(text, None),
        page=page,
        url=None,
        outlet=None,
        agency=None,
        headline=None,
        bylines=(),
        published=None,
        language=None,
        text=text,
        blocks=tuple(
            Block(kind="paragraph", start=match.start(), end=match.end())
            for match in _PARAGRAPH.finditer(text)
        ),
    )


def _in_blocks(parsed: Parsed, article: Article) -> Parsed:
    """`parsed`, with every sentence in the block in which it begins."""
    starts = [block.start for block in article.blocks]
    sentences = tuple(
        replace(
            sentence,
            block=max(0, bisect.bisect_right(starts, parsed.tokens[sentence.start_token].start) - 1),
        )
        for sentence in parsed.sentences
    )
    return replace(parsed, sentences=sentences)
