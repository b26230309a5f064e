"""Names and texts reduced to words that compare without case, accents and hyphens."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def encodable(text: str) -> str:
    """`text` with what no database can hold (lone surrogates, from a command line's bytes) as "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def fold(text: str) -> str:
    """The words of `text` in order, lower case, without accents, one space between them.

    "Kim Jong-un" and "KIM JONG UN" give the same; a text without words gives "".
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def word_list(text: str) -> str:
    """The words of `text` with a space on both sides of each, so that " word " is found in it."""
    return f" {fold(text)} "
