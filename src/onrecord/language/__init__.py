"""Article to words: sentences, tokens, tags, syntax, names. The one place that knows spaCy."""

from onrecord.language.english import PARSED_KINDS, English, open_language
from onrecord.language.tokens import Lemmas, parsed_from_docs

__all__ = ["PARSED_KINDS", "English", "Lemmas", "open_language", "parsed_from_docs"]
