"""Article to words: sentences, tokens, tags, syntax, names. The one place that knows spaCy."""

from onrecord.language.english import English, open_language
from onrecord.language.tokens import Lemmas, parsed_from_docs

__all__ = ["English", "Lemmas", "open_language", "parsed_from_docs"]
