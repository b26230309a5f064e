"""Which language an article is in."""

from __future__ import annotations

import re

FEWEST_WORDS = 20  # below this the answer is a guess, so there is none
FEWEST_DIFFERENT = 8  # different words, without which a text has no language
SAMPLE = 2_000  # characters: the answer does not change with more, the time does

_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "as": "Assamese", "az": "Azerbaijani",
    "be": "Belarusian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "cy": "Welsh",
    "dz": "Dzongkha", "eo": "Esperanto", "eu": "Basque", "fo": "Faroese", "ga": "Irish", "gl": "Galician",
    "gu": "Gujarati", "ht": "Haitian Creole", "hy": "Armenian", "is": "Icelandic", "jv": "Javanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ku": "Kurdish", "ky": "Kyrgyz",
    "la": "Latin", "lb": "Luxembourgish", "lo": "Lao", "mg": "Malagasy", "mk": "Macedonian",
    "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "mt": "Maltese", "ne": "Nepali", "oc": "Occitan",
    "or": "Odia", "pa": "Punjabi", "ps": "Pashto", "qu": "Quechua", "rw": "Kinyarwanda",
    "se": "Northern Sami",
    "si": "Sinhala", "sq": "Albanian", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tl": "Tagalog",
    "ba": "Bashkir", "fy": "Frisian", "gd": "Scottish Gaelic", "ha": "Hausa", "ig": "Igbo", "lg": "Ganda",
    "ln": "Lingala", "my": "Burmese", "om": "Oromo", "sa": "Sanskrit", "sn": "Shona", "so": "Somali",
    "st": "Sotho", "tg": "Tajik", "tk": "Turkmen", "tt": "Tatar", "uz": "Uzbek", "yo": "Yoruba",
    "ace": "Acehnese", "ary": "Moroccan Arabic", "arz": "Egyptian Arabic", "bcl": "Bikol",
    "crh": "Crimean Tatar", "ext": "Extremaduran", "fuv": "Fulfulde", "gcf": "Guadeloupean Creole",
    "gcr": "Guianese Creole", "gom": "Konkani", "grc": "Ancient Greek", "gug": "Guarani", "guw": "Gun",
    "hbo": "Ancient Hebrew", "kab": "Kabyle", "kik": "Kikuyu", "lij": "Ligurian", "ltg": "Latgalian",
    "nso": "Northern Sotho", "pcm": "Nigerian Pidgin", "sdh": "Southern Kurdish", "uzs": "Southern Uzbek",
    "vec": "Venetian", "wuu": "Wu Chinese", "yue": "Cantonese",
    "ug": "Uyghur", "vo": "Volapük", "wa": "Walloon", "xh": "Xhosa", "zu": "Zulu",
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
# Scripts without spaces between words: a "word" is then about two characters.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None when it is too short to tell."""
    sample = text[:SAMPLE]
    if len(sample.split()) + len(_DENSE.findall(sample)) // 2 < FEWEST_WORDS:
        return None
    import py3langid  # loads its model at first use, which takes a second: so only when a page is read

    return str(py3langid.classify(sample)[0])


def has_words(text: str) -> bool:
    """Whether a text has words, and not just figures or a few letters over and over."""
    sample = text[:SAMPLE]
    words = {word.casefold() for word in sample.split() if len(_LETTER.findall(word)) > 1}
    return len(words) >= FEWEST_DIFFERENT or len(set(_DENSE.findall(sample))) >= FEWEST_DIFFERENT


def language_name(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return _NAMES.get(code, f"“{code}”")
