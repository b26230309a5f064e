"""Which language an article is in."""

from __future__ import annotations

import re

FEWEST_WORDS = 20  # below this the answer is a guess, so there is none
SAMPLE = 2_000  # characters: the answer does not change with more, the time does

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# Scripts without spaces between words: a "word" is then about two characters.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None when it is too short to tell."""
    sample = text[:SAMPLE]
    if len(sample.split()) + len(_DENSE.findall(sample)) // 2 < FEWEST_WORDS:
        return None
    import py3langid  # loads its model at first use, which takes a second: so only when a page is read

    return str(py3langid.classify(sample)[0])


def language_name(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return _NAMES.get(code, f"“{code}”")
