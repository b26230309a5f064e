"""Where in the reading room something is found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

STATIC = Path(__file__).parent / "static"


class Addresses:
    """The addresses of the pages, as templates ask for them. The report file has others."""

    def story(self) -> str:
        """The page that tells what the record holds."""
        return "/"

    def articles(self, **wanted: str | int | None) -> str:
        """The list of articles."""
        return with_query("/articles", wanted)

    def article(self, article: str, statement: str | None = None) -> str:
        """An article, or a statement's place in it."""
        return f"/articles/{quote(article)}" + (f"#s-{quote(statement)}" if statement else "")

    def statements(self, **wanted: str | int | None) -> str:
        """The statements that fit: `person` is an entity's id, `outlet` a whole name, `q` words."""
        return with_query("/statements", wanted)

    def statement(self, statement: str) -> str:
        """A statement by itself, for others to open."""
        return f"/statements/{quote(statement)}"

    def people(self) -> str:
        """The list of people."""
        return "/people"

    def person(self, entity: str) -> str:
        """All that there is of one person."""
        return f"/people/{quote(entity)}"

    def timeline(self, **wanted: str | int | None) -> str:
        """What happened and was said when: `since`, `until`, `speaker`, `outlet`."""
        return with_query("/timeline", wanted)

    def corrections(self) -> str:
        """What people said against the machine."""
        return "/corrections"

    def correction(self, correction: str) -> str:
        """One correction by itself."""
        return f"/corrections/{quote(correction)}"

    def correct_statement(self, statement: str) -> str:
        """The form that says what is wrong with a statement."""
        return f"/statements/{quote(statement)}/correct"

    def correct_article(self, article: str) -> str:
        """The forms for an article's facts, and for a statement that was missed in it."""
        return f"/articles/{quote(article)}/correct"

    def missed(self, article: str, **marked: str | int | None) -> str:
        """The form for a statement that was missed: `words` that were marked, and where they `start`."""
        return with_query(f"/articles/{quote(article)}/missed", marked)

    def merge(self, entity: str, **wanted: str | None) -> str:
        """The form that says that somebody is somebody else too."""
        return with_query(f"/people/{quote(entity)}/merge", wanted)

    def split(self, entity: str) -> str:
        """The form that says that some articles mean somebody else."""
        return f"/people/{quote(entity)}/split"

    def static(self, name: str) -> str:
        """A file of `static/`; the address changes when the file does."""
        return f"/static/{name}?v={_digest(name)}"


def with_query(path: str, wanted: Mapping[str, str | int | None]) -> str:
    """`path` with a query of all that is not None."""
    query = urlencode({name: value for name, value in wanted.items() if value is not None})
    return f"{path}?{query}" if query else path


def inside(address: str) -> str:
    """`address` if it is a path of this server, else "/": nobody is sent elsewhere."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
