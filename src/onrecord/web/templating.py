"""The templates' environment: everything escaped, nothing undefined goes unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.web.addresses import Addresses
from onrecord.web.citing import citation
from onrecord.web.telling import told
from onrecord.web.words import day_in_words, days_in_words, file_or_address, percent, plural, telling

TEMPLATES = Path(__file__).parent / "templates"
# What an HTML parser would change or drop if it stood there as it is.
_CHANGED = re.compile("[\r\x00\ud800-\udfff]")


def make_environment(addresses: Addresses) -> Environment:
    """What fills the templates, with links from `addresses`."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["to"] = addresses
    environment.filters |= {
        "citation": citation,
        "exact": exact,
        "day": day_in_words,
        "file_or_address": file_or_address,
        "days": days_in_words,
        "percent": percent,
        "plural": plural,
        "telling": telling,
        "told": told,
    }
    return environment


def exact(text: str) -> Markup:
    """`text` as HTML that a browser reads as the very same characters, so that offsets agree.

    A carriage return stays one; NUL and half characters, which no page can hold, become U+FFFD.
    """
    return Markup(_CHANGED.sub(lambda it: "&#13;" if it[0] == "\r" else "\ufffd", str(escape(text))))
