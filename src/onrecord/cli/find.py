"""`onrecord find`: who said these words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.rows import NOBODY, according_to, day, roles_of
from onrecord.cli.terminal import cell, console, harmless, note, print_json
from onrecord.record import Difference, DifferenceKind

if TYPE_CHECKING:
    from onrecord.api import Found, FoundPlace

# How a difference looks without colours: the record's word in {}, the quotation's in [], moved words in ~.
_STYLES: dict[DifferenceKind, str] = {
    "same": "",
    "elided": "dim",
    "aside": "dim",
    "missing": "bold green",
    "added": "strike red",
    "changed": "bold yellow",
    "moved": "bold yellow",
}
PLACES_SHOWN = 5

EPILOG = """\b
Examples:
  onrecord find story.db "we will not move them ... not this year"
  onrecord find story.db "loaded barges will pass" --json"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("quote", nargs=-1, required=True, metavar="QUOTE...")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, metavar="N",
              help="Show no more than N passages.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def find(record: Path, quote: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find who said the words of a QUOTE: where they stand in the articles of a RECORD, and how they differ.

    Quotation marks, case and "..." do not matter; small changes, missing and added words are shown. All text
    of the articles is looked at; words that are in no statement are shown as such.
    """
    words = " ".join(quote)
    if not api.has_words(words):
        raise click.UsageError("Give at least one word of the quotation.")
    with api.open_record(record) as opened:
        result = opened.find(words, limit=limit)
    if as_json:
        for found in result:
            passage = found.passage
            print_json(
                {"score": passage.score, "how": passage.how, "but": passage.but or None, **asdict(found)}
            )
    else:
        out = console()
        for found in result:
            out.print(found_text(found, colour=out.is_terminal))
    if result.only_best:
        note(
            "Many places have these words; only those that fit best were looked at. There may be more.",
            as_json,
        )
    if not result.found:
        note("Nothing close to these words was found.", as_json)
    if result.more:
        note(f"There are more; --limit {2 * limit} shows them.", as_json)


def found_text(found: Found, *, colour: bool) -> Text:
    """A passage for people: how close it is, the words with what differs, and below who said it where."""
    passage = found.passage
    how = ", ".join(filter(None, (passage.how, passage.but)))
    head = cell(f"{how[0].upper()}{how[1:]} ({passage.score:.2f})", style="bold underline")
    lines = [head, cell(_said(found.places[0]), style="bold"), _shown(found, colour)]
    if passage.how != "word for word" or any(it.kind != "same" for it in passage.differences):
        lines += [cell(line, style="dim") for line in told(passage.differences)]
    for number, place in enumerate(found.places[:PLACES_SHOWN]):
        if number and _said(place) != _said(found.places[0]):
            lines.append(cell("also: " + _said(place), style="bold"))
        lines.append(cell(_where(place), style="dim"))
    more = len(found.places) - PLACES_SHOWN
    if more > 0:
        lines.append(cell(f"and {more} more places", style="dim"))
    return Text("").join([Text("\n").join(lines), Text("\n")])


def _said(place: FoundPlace) -> str:
    """Who says it, with role and cue; or that it is in no statement."""
    statement = place.statement
    if statement is None:
        where = f" ({place.block})" if place.block not in (None, "paragraph") else ""
        return f"In no statement that was found{where}"
    roles = "".join(f" ({role})" for role in roles_of(statement.roles)[:1])
    held = f", {held}" if (held := according_to(statement)) else ""
    return f"{statement.who or NOBODY}{roles} {statement.cue}".strip() + held


def _where(place: FoundPlace) -> str:
    article = place.article
    published = day(article.published) or (article.inferred and f"{article.inferred}, inferred")
    copied = None
    if article.copy_of is not None:
        word = "copy of" if article.copy_of.direction else "same story as"
        copied = f"{word} {article.copy_of.outlet or article.copy_of.headline or article.copy_of.article}"
    address = f"{article.url or article.origin} {place.start}–{place.end}"
    return " · ".join(filter(None, (article.outlet, published, article.headline, copied, address)))


def _shown(found: Found, colour: bool) -> Text:
    """The passage with what stands around it; what differs is marked."""
    place = found.places[0]
    shown = Text(harmless(place.before), "dim")
    for number, piece in enumerate(found.passage.differences):
        shown.append_text(_piece(piece, colour, opens=number == 0))
    return shown.append(harmless(place.after), "dim")


def _piece(piece: Difference, colour: bool, *, opens: bool) -> Text:
    style = _STYLES[piece.kind]
    if piece.kind in ("same", "elided", "aside"):
        return Text(harmless(piece.found), style)
    words = harmless(piece.quoted).strip()
    there = harmless(piece.found)
    if piece.kind == "missing":
        return Text(there, style) if colour else _kept(there, "{+", "+}")
    if piece.kind == "added":
        gone = Text(words, style) if colour else Text(f"[-{words}-]")
        # It begins right behind the word before, and has the marks and spaces up to the next.
        return Text("").join([gone, Text(" ")] if opens else [Text(" "), gone, Text(there)])
    old = Text(words, _STYLES["added"]) if colour else Text(f"[-{words}-]")
    return Text("").join([old, Text(" "), Text(there, style) if colour else _kept(there, "{+", "+}")])


def _kept(text: str, opening: str, closing: str) -> Text:
    """`text` between two marks, its white space outside."""
    bare = text.strip()
    start = text.index(bare) if bare else 0
    return Text(text[:start] + opening + bare + closing + text[start + len(bare) :])


def told(differences: Sequence[Difference]) -> Iterator[str]:
    """What differs, in words, a line each kind."""
    named: dict[DifferenceKind, str] = {
        "changed": "changed",
        "moved": "in another order",
        "missing": "missing from the quote",
        "added": "not in this passage",
        "elided": "left out at “...”",
        "aside": "the article's own words between the quoted parts",
    }
    for kind, name in named.items():
        pieces = [it for it in differences if it.kind == kind]
        if pieces:
            yield f"{name}: " + "; ".join(map(_pair, pieces))


def _pair(piece: Difference) -> str:
    quoted, found = piece.quoted.strip(), piece.found.strip()
    if piece.kind in ("changed", "moved"):
        return f"“{quoted}”, the article has “{found}”"
    return f"“{quoted or found}”"


__all__ = ["find", "found_text", "told"]
