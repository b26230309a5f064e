"""What kind of thing a file is, by its name and by its first bytes."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

MediaType = Literal["text/html", "text/plain"]

SNIFF = 8_192  # bytes that decide; a page shows what it is earlier
# Share of control characters from which a file is no text. Random bytes have a tenth; dumps of pages that
# hold a few NULs or escape codes stay far below.
CONTROL_SHARE = 0.05

_HTML_NAMES = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml"))
_TEXT_NAMES = frozenset((".txt", ".text", ".md", ".markdown"))
_MESSAGE_NAMES = frozenset((".mhtml", ".mht", ".eml"))
# What lies in folders of saved pages beside the pages: passed over there, read only when named.
_OTHER = """
.png .jpg .jpeg .jfif .gif .webp .avif .svg .ico .bmp .tif .tiff .heic .css .scss .less .js .mjs .ts .map
.wasm .json .jsonl .ndjson .jsonld .xml .rss .atom .yaml .yml .toml .ini .cfg .conf .csv .tsv .xls .xlsx .ods
.doc .docx .odt .rtf .ppt .pptx .odp .pdf .ps .eps .epub .mobi .zip .tgz .bz2 .xz .zst .7z .rar .tar
.arc .cdx .db .sqlite .sqlite3 .parquet .arrow .feather .npy .npz .pkl .pickle .onnx .bin .dat .so .dll .exe
.py .pyc .sh .bat .c .h .java .rb .go .rs .php .sql .log .lock .bak .tmp .part .swp .woff .woff2 .ttf .otf
.eot .mp3 .m4a .ogg .oga .wav .flac .mp4 .m4v .webm .mov .avi .mkv .ics .vcf .mbox .torrent .sha256 .md5
.sig .asc
"""
_OTHER_NAMES = frozenset(_OTHER.split())
_SIDE_FILES = re.compile(r"-(?:wal|shm|journal)$")  # what SQLite leaves beside a database
_MAGIC = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90",
    b"RIFF", b"OggS", b"ID3", b"wOFF", b"wOF2", b"PAR1", b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe",
    b"fLaC", b"\x00\x00\x01\x00",
)  # fmt: skip
_TEXTUAL_MAGIC = (b"%PDF-", b"WARC/")
GZIP_MAGIC = b"\x1f\x8b\x08"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f]")
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:meta|title|link|script|style|div|article|section|main|header|h1|p|table|span|a)\b[^>]{0,2000}>",
    re.IGNORECASE,
)


def ending(name: str) -> str:
    """A file's ending in small letters, without the `.gz` behind it: ".html" for "talks.html.gz"."""
    name = name.lower()
    return PurePath(name.removesuffix(".gz")).suffix


def is_archive(name: str) -> bool:
    """Whether a file's name says that it holds many pages."""
    return ending(name) == ".warc"


def is_other_kind(name: str) -> bool:
    """Whether a file's name says that it is no page: an image, a style sheet, a database."""
    return ending(name) in _OTHER_NAMES or _SIDE_FILES.search(name) is not None


def is_saved_html(name: str) -> bool:
    """Whether a file's name says that it is HTML."""
    return PurePath(name).suffix.lower() in _HTML_NAMES


def tells_page(name: str) -> bool:
    """Whether a file's name says that it is a page."""
    return ending(name) in _HTML_NAMES | _TEXT_NAMES | _MESSAGE_NAMES


def is_message(name: str) -> bool:
    """Whether a file's name says that it is MIME: a page saved as one file, or a mail."""
    return ending(name) in _MESSAGE_NAMES


def stated_type(header: str | None) -> MediaType | None:
    """The media type of a page by a Content-Type header; None for what is no page, and where it is silent."""
    kind = (header or "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return "text/html"
    return "text/plain" if kind == "text/plain" else None


def media_type(name: str, content: bytes) -> MediaType | None:
    """The media type of a page, or None for what is no text.

    The name decides between HTML and text, unless the content opens as an HTML document.
    """
    head = content[:SNIFF]
    encoding = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None)
    if encoding is None:
        controls = len(_CONTROL.findall(head))
        # some marks are letters with which a text may begin too; a text then has no control characters
        marked = head.startswith(_TEXTUAL_MAGIC) or (controls and head.startswith(_MAGIC))
        if marked or controls > CONTROL_SHARE * len(head):
            return None
        encoding = "utf-8"
    text = _without_preamble(head.decode(encoding, "ignore"))
    suffix = ending(name)
    if suffix in _HTML_NAMES or _DOCUMENT.match(text):
        return "text/html"
    if suffix not in _TEXT_NAMES and _MARKUP.match(text):
        return "text/html"
    return "text/plain"


def _without_preamble(text: str) -> str:
    """A page's beginning without byte order mark, XML declaration and comments before its first tag."""
    text = text.lstrip("\ufeff").lstrip()
    for opening, closing in (("<?xml", "?>"), ("<!--", "-->")):
        while text.startswith(opening):
            text = text.partition(closing)[2].lstrip()
    return text
