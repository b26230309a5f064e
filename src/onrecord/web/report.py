"""The reading room as one file that opens without a server: story, speakers, statements in their articles.

It is made of the same templates and styles. A statement stands in it once, in an excerpt of its article;
the speakers lead there. Its Content Security Policy lets nothing run or load but what it carries itself.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import ChoiceLoader, DictLoader
from markupsafe import Markup

from onrecord import __version__, api
from onrecord.record import Attribution, Block, Reading
from onrecord.web.addresses import STATIC, Addresses
from onrecord.web.excerpts import cut
from onrecord.web.marking import Mark, Piece, all_marks, pieces
from onrecord.web.matrix import matrix
from onrecord.web.notes import Note, notes, remarks
from onrecord.web.strips import strips
from onrecord.web.templating import make_environment
from onrecord.web.timeline import days_of

if TYPE_CHECKING:
    from onrecord.api import ArticleView, RoleView, StatementView

SHORTEST = 6  # characters of an id
AROUND = 200  # characters of a block before and after its statements
MOST_PEOPLE = 12  # in the matrix
MOST_ROLES = 3
MOST_LINES = 400  # of the timeline, which would else outgrow the rest
STYLES = ("room.css", "search.css", "timeline.css", "report.css")
SCRIPTS = ("theme.js", "report.js")
DRAWING = ("vendor/d3-7.9.2.min.js", "timeline.js")  # behind the timeline; a report without one goes without
# Pages are made by the same templates; here they are parts of one page.
PART_OF_A_PAGE = "{% block content %}{% endblock %}"


class ReportAddresses(Addresses):
    """Where something is found inside the file. Ids are as long as they must be to be told apart."""

    def __init__(self, ids: Iterable[str]) -> None:
        known = set(ids)
        length = SHORTEST
        while len({it[:length] for it in known}) < len(known):
            length += 1
        self._length = length

    def short(self, ident: str) -> str:
        """An id as the file has it."""
        return quote(ident[: self._length])

    def story(self) -> str:
        """The beginning."""
        return "#content"

    def articles(self, **wanted: str | int | None) -> str:
        """The articles."""
        return "#articles"

    def article(self, article: str, statement: str | None = None) -> str:
        """An article, or a statement's place in it."""
        return self.statement(statement) if statement else f"#a-{self.short(article)}"

    def statements(self, **wanted: str | int | None) -> str:
        """The statements of somebody, if it is about somebody; else all of them."""
        person, article = wanted.get("person"), wanted.get("article")
        if article:
            return self.article(str(article))
        return self.person(str(person)) if person else "#articles"

    def statement(self, statement: str) -> str:
        """A statement's place in its article."""
        return f"#s-{self.short(statement)}"

    def people(self) -> str:
        """Who speaks."""
        return "#speakers"

    def person(self, entity: str) -> str:
        """What somebody says."""
        return f"#p-{self.short(entity)}"


@dataclass(frozen=True, slots=True)
class Part:
    """A block of an article as far as it is shown. `skipped`: something was left out before it."""

    block: Block
    pieces: tuple[Piece, ...]
    before: bool
    after: bool
    skipped: bool
    notes: tuple[Note, ...]

    speakers: str  # the ids of those who speak in it


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what is shown of it."""

    view: ArticleView
    parts: tuple[Part, ...]
    skipped: bool  # something is left out at its end

    @property
    def starts_with_headline(self) -> bool:
        """Whether its headline stands in the text that is shown, with its marks."""
        return bool(self.parts) and self.parts[0].block.kind == "headline"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something, with all of it by article."""

    id: str
    name: str
    roles: tuple[RoleView, ...]
    number: int
    said: tuple[tuple[ArticleView, tuple[StatementView, ...]], ...]


def write_report(record: api.Record, out: str | Path, *, name: str, full_text: bool = False) -> None:
    """Write the report of `record`, called `name`, to the file `out`, which is whole or as it was before.

    It carries excerpts around each statement; whole articles with `full_text`. Raises OnrecordError where
    `out` cannot be written, or is a record.
    """
    style, script = _static(STYLES), _static(SCRIPTS)
    with record.steady(), api.whole_file(Path(out)) as file:
        views = list(record.find_articles())
        statements = list(record.find_statements())
        said = _by_article(statements)
        ids = [it.id for it in views] + [it.id for it in statements]
        ids += [it.entity for it in statements if it.entity]
        addresses = ReportAddresses(ids)
        environment = make_environment(addresses)
        assert environment.loader is not None
        environment.loader = ChoiceLoader([DictLoader({"base.html": PART_OF_A_PAGE}), environment.loader])
        quoted = record.most_quoted(MOST_PEOPLE)
        failures = list(record.failures)
        common = {"record_name": name, "counts": record.counts}
        story = environment.get_template("story.html").render(
            **common, coverage=strips(record.coverage), quoted=quoted, matrix=matrix(quoted), latest=(),
            failures=failures, failed=len(failures),
        )  # fmt: skip
        days = days_of(record.timeline(), MOST_LINES)
        drawing = _static(DRAWING) if days.story or days.background else ""
        page = environment.get_template("report.html").generate(
            **common,
            version=__version__,
            policy=_policy(style, script, drawing),
            style=Markup(style),
            script=Markup(script),
            drawing=Markup(drawing),
            story=Markup(story),
            speakers=_speakers(views, said),
            numbers=_numbers(said),
            outlets=sorted({it.outlet for it in views if it.outlet}),
            articles=_articles(record, views, said, full_text, addresses),
            full_text=full_text,
            days=replace(days, more=0),
            days_left_out=days.more,
        )
        for piece in page:
            file.write(piece.encode("utf-8", "replace"))


def _static(names: Iterable[str]) -> str:
    return "\n".join((STATIC / name).read_text("utf-8") for name in names)


def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(_source(script) for script in scripts if script)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _by_article(statements: Iterable[StatementView]) -> dict[str, list[StatementView]]:
    found: dict[str, list[StatementView]] = {}
    for statement in statements:
        found.setdefault(statement.article, []).append(statement)
    return found


def _numbers(said: dict[str, list[StatementView]]) -> dict[str, int]:
    """The number of every statement in its article, by id."""
    return {
        it.id: number
        for statements in said.values()
        for number, it in enumerate(sorted(statements, key=lambda it: (it.start or 0, it.id)), 1)
    }


def _speakers(views: Sequence[ArticleView], said: dict[str, list[StatementView]]) -> list[Speaker]:
    """Everybody who says something, those who say most first."""
    found: dict[str, list[tuple[ArticleView, tuple[StatementView, ...]]]] = {}
    for view in views:
        here: dict[str, list[StatementView]] = {}
        for statement in said.get(view.id, ()):
            if statement.entity is not None:
                here.setdefault(statement.entity, []).append(statement)
        for entity, statements in here.items():
            found.setdefault(entity, []).append((view, tuple(statements)))
    speakers = []
    for entity, rows in found.items():
        statements = [it for _, some in rows for it in some]
        roles = tuple(dict.fromkeys(role for it in statements for role in it.roles))[:MOST_ROLES]
        name = statements[0].entity_name or statements[0].who or entity
        speakers.append(Speaker(entity, name, roles, len(statements), tuple(rows)))
    return sorted(speakers, key=lambda it: (-it.number, it.name.casefold(), it.id))


def _articles(
    record: api.Record,
    views: Sequence[ArticleView],
    said: dict[str, list[StatementView]],
    full_text: bool,
    addresses: ReportAddresses,
) -> Iterator[Article]:
    for view in views:
        reading = record.reading(view.id)
        if reading is not None:
            yield _article(view, reading, said.get(view.id, []), full_text, addresses)


def _article(
    view: ArticleView,
    reading: Reading,
    said: Sequence[StatementView],
    full_text: bool,
    addresses: ReportAddresses,
) -> Article:
    known = remarks(reading, said)
    marks = [replace(it, statement=addresses.short(it.statement)) for it in all_marks(reading)]
    parts: list[Part] = []
    skipped = False
    for block in reading.article.blocks:
        here = [it for it in marks if it.start < block.end and it.end > block.start]
        if block.kind == "furniture" and not here:
            continue
        if not here and not full_text:
            skipped = True
            continue
        start, end = (block.start, block.end) if full_text else cut(reading.article.text, block, here, AROUND)
        begins = _beginning_in(block, reading.attributions, here, addresses)
        parts.append(
            Part(
                block=block,
                pieces=tuple(pieces(reading.article.text, start, end, here)),
                before=start > block.start,
                after=end < block.end,
                skipped=skipped,
                notes=(here_notes := notes(begins, known)),
                speakers=" ".join(
                    sorted({addresses.short(it.view.entity) for it in here_notes if it.view.entity})
                ),
            )
        )
        skipped = False
    return Article(view, tuple(parts), skipped)


def _beginning_in(
    block: Block, said: Iterable[Attribution], marks: Iterable[Mark], addresses: ReportAddresses
) -> list[Attribution]:
    """The statements that a link leads to in this block, in order."""
    begins = {it.statement: it.start for it in marks if it.anchor and block.start <= it.start < block.end}
    here = [it for it in said if addresses.short(it.id) in begins]
    return sorted(here, key=lambda it: (begins[addresses.short(it.id)], it.id))
