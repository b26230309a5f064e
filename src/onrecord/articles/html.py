"""HTML into blocks: which runs of text are the article, and what the page's own tree says they are."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from lxml.html import HtmlElement

from onrecord.articles.characters import replace_unheld
from onrecord.articles.credits import byline_names, is_caption, split_names
from onrecord.articles.extraction import BlockScorer, find_article, trafilatura_version
from onrecord.articles.extraction import letters as _letters
from onrecord.articles.layout import (
    LONGEST_STANDFIRST,
    Layout,
    names_author,
    names_caption,
    names_standfirst,
)
from onrecord.articles.metadata import TITLE_BREAK, Stated, read_metadata
from onrecord.articles.pagetext import PageText, Run
from onrecord.articles.plain import (
    LONGEST_HEADING,
    LONGEST_SUBHEAD,
    SENTENCE_WORDS,
    ends_as_sentence,
    is_dateline,
)
from onrecord.articles.tree import check_bounds, parse, too_long
from onrecord.articles.wording import is_furniture, is_house_note, opens_section
from onrecord.record import BlockKind, Settings

VERSION = "html/2"
SHORTEST_TITLE = 12  # letters and digits; a shorter one ("News") stands in many places
LONGEST_BYLINE = 25  # words
LONGEST_DATELINE = 100  # characters
LONGEST_CAPTION = 1_500  # characters without white space; a longer "caption" holds the article


@dataclass(slots=True)
class Piece:
    """A block before it has its place in the article's text. `order` is where it stands on the page."""

    kind: BlockKind
    text: str
    path: str | None
    order: int


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The blocks of a page in reading order, and what its head states."""

    pieces: tuple[Piece, ...]
    stated: Stated
    warnings: tuple[str, ...] = ()


def extractor() -> str:
    """Name and version of what makes text of HTML here."""
    return f"{VERSION} trafilatura/{trafilatura_version()}"


def read_html(
    markup: str, settings: Settings, fetched: str | None, scorer: BlockScorer | None = None
) -> HtmlArticle | None:
    """The article in a page, or None when there is none. Raises PageError beyond the bounds in `settings`.

    `scorer` says which text is the article; without one trafilatura says it.

    The headline comes first, then the other pieces as they stand on the page.
    """
    markup, replaced = replace_unheld(markup)
    check_bounds(markup, settings)
    root = parse(markup, settings)
    if root is None:
        return None
    page = PageText(root)
    stated = read_metadata(root, fetched)
    runs = find_article(root, page, stated, scorer)
    if not runs:
        return None
    words = sum(len(run.text.split()) for run in runs)
    if words > settings.max_words:
        raise too_long(words, settings)
    layout = Layout(page, sum(run.end - run.start for run in runs))
    pieces = _body(layout, runs, stated)
    headline = _headline(page, root, stated, pieces)
    if headline is not None:
        pieces = [piece for piece in pieces if _letters(piece.text) != _letters(headline.text)]
    pieces = _without_repeats(_without_tail(pieces))
    if not any(_is_text(piece) for piece in pieces):
        return None
    pieces += _head(layout, root, headline, stated, pieces)
    pieces += _captions(layout, root, headline, pieces)
    pieces.sort(key=lambda piece: piece.order)
    return HtmlArticle((*((headline,) if headline is not None else ()), *pieces), stated, _warnings(replaced))


def _warnings(replaced: int) -> tuple[str, ...]:
    if not replaced:
        return ()
    characters = "1 control character" if replaced == 1 else f"{replaced:,} control characters"
    return (f"{characters} that no page can show became white space or U+FFFD.",)


def _body(layout: Layout, runs: list[Run], stated: Stated) -> list[Piece]:
    """The runs that were found, with their kinds, without what the page says is something else."""
    page = layout.page
    pieces: list[Piece] = []
    foreign = False  # below the heading of a list of other stories
    card_end = 0  # where the teaser of another story ends
    text_begun = False
    described = {_letters(description) for description in stated.descriptions}
    for run in runs:
        element = page.holder(run)
        kind: BlockKind | None = layout.kind(element, "paragraph")
        size = run.end - run.start
        if kind == "subhead" and layout.titles_other_story(run):
            card_end = max(card_end, layout.card_end(element))
        if run.start < card_end:
            continue
        if kind is not None and is_furniture(run.text):
            kind, foreign = None, opens_section(run.text)
        elif kind == "subhead":
            foreign = opens_section(run.text)
        if kind in ("paragraph", "list") and run.linked == size and not ends_as_sentence(run.text):
            kind = None
        if kind is None or (foreign and (kind == "subhead" or not _running(run.text))):
            continue
        foreign = False
        kind = _by_wording(kind, run.text, bold=run.strong == size)
        if kind == "paragraph" and not text_begun:
            text_begun = not _is_standfirst(element, run.text, described)
            kind = "paragraph" if text_begun else "subhead"
        pieces.append(Piece(kind, run.text, page.path(element), run.start))
    return pieces


def _is_standfirst(element: HtmlElement, text: str, described: set[str]) -> bool:
    """Whether a run above the text is the lines below the headline."""
    words = len(text.split())
    return (
        words <= LONGEST_STANDFIRST
        and element.tag != "h2"
        and (names_standfirst(element) or _letters(text) in described)
    )


def _is_text(piece: Piece) -> bool:
    """Whether a piece is a sentence, or long enough for one; a page of menus has none."""
    written = piece.kind in ("paragraph", "list", "quote", "table")
    return written and (ends_as_sentence(piece.text) or len(piece.text.split()) >= SENTENCE_WORDS)


def _running(text: str) -> bool:
    return len(text.split()) >= SENTENCE_WORDS and ends_as_sentence(text)


def _by_wording(kind: BlockKind, text: str, *, bold: bool) -> BlockKind:
    """The kind of a piece that the page's tree calls a paragraph, by how it is written."""
    if kind == "subhead" and len(text) > LONGEST_HEADING:
        return "paragraph"
    if kind != "paragraph":
        return kind
    if is_caption(text):
        return "caption"
    if byline_names(text) is not None:
        return "byline"
    if len(text) <= LONGEST_DATELINE and is_dateline(text):
        return "dateline"
    if len(text.split()) <= LONGEST_SUBHEAD and not ends_as_sentence(text) and bold:
        return "subhead"
    return kind


def _without_tail(pieces: list[Piece]) -> list[Piece]:
    """The pieces without what the outlet says of itself and of its authors below the last one."""
    end = len(pieces)
    while end > 1 and (is_house_note(pieces[end - 1].text) or pieces[end - 1].kind == "subhead"):
        end -= 1
    return pieces[:end]


def _without_repeats(pieces: list[Piece]) -> list[Piece]:
    """The pieces without sentences that are pulled out and shown twice, and without doubled captions."""
    letters = [_letters(piece.text) for piece in pieces]
    whole = "\0".join(letters)
    kept: list[Piece] = []
    seen: set[str] = set()
    for piece, own in zip(pieces, letters, strict=True):
        pulled = (
            piece.kind in ("quote", "subhead") and len(own) >= 2 * SHORTEST_TITLE and whole.count(own) > 1
        )
        if pulled or (piece.kind == "caption" and own in seen):
            continue
        seen.add(own)
        kept.append(piece)
    return kept


def _headline(page: PageText, root: HtmlElement, stated: Stated, pieces: list[Piece]) -> Piece | None:
    """The headline as the page shows it, else as its head states it."""
    heading = _shown_headline(page, root, stated, pieces)
    if heading is not None:
        start, _ = page.range_of(heading)
        return Piece("headline", page.text(heading), page.path(heading), start)
    if stated.headline is None:
        return None
    title = root.find(".//head/title")
    return Piece("headline", stated.headline, None if title is None else page.path(title), -1)


def _shown_headline(
    page: PageText, root: HtmlElement, stated: Stated, pieces: list[Piece]
) -> HtmlElement | None:
    """The heading that says what the page's titles say, else the last h1 above the text."""
    titles = [letters for title in stated.titles if len(letters := _letters(title)) >= SHORTEST_TITLE]
    headings = [heading for heading in root.iter("h1", "h2") if 0 < page.size(heading) <= LONGEST_HEADING]
    for heading in headings:
        letters = _letters(page.text(heading))
        if len(letters) >= SHORTEST_TITLE and any(letters in title or title in letters for title in titles):
            return heading
    first = min((piece.order for piece in pieces), default=0)
    ones = [heading for heading in headings if heading.tag == "h1" and page.size(heading) >= SHORTEST_TITLE]
    above = [heading for heading in ones if page.range_of(heading)[0] <= first]
    return above[-1] if above else next(iter(ones), None) or _short_headline(page, headings, stated, first)


def _short_headline(
    page: PageText, headings: list[HtmlElement], stated: Stated, first: int
) -> HtmlElement | None:
    """The one short h1 above the text, unless it names the outlet or the page's titles say something else."""
    ones = [heading for heading in headings if heading.tag == "h1" and page.range_of(heading)[0] <= first]
    if len(ones) != 1:
        return None
    text = page.text(ones[0])
    letters = _letters(text)
    parts = {_letters(part) for title in stated.titles for part in (title, *TITLE_BREAK.split(title))}
    if not letters or is_furniture(text) or letters == _letters(stated.outlet or ""):
        return None
    return ones[0] if not parts or letters in parts else None


def _head(
    layout: Layout, root: HtmlElement, headline: Piece | None, stated: Stated, pieces: list[Piece]
) -> list[Piece]:
    """Standfirst and byline: what stands between the headline and the text and is marked as such."""
    if headline is None or headline.order < 0:
        return []
    page = layout.page
    first = min((piece.order for piece in pieces if piece.kind == "paragraph" and piece.path), default=0)
    taken = {piece.order for piece in pieces}
    seen = {_letters(headline.text)}
    described = {_letters(description) for description in stated.descriptions}
    found: list[Piece] = []
    covered = headline.order + 1
    for element in root.iter("p", "h2", "h3", "div", "span", "address", "section", "ul", "li", "a", "strong"):
        start, end = page.range_of(element)
        if not covered <= start < end <= first or start in taken or end - start > 8 * LONGEST_STANDFIRST:
            continue
        text = page.text(element)
        words = len(text.split())
        letters = _letters(text)
        if is_furniture(text) or letters in seen:
            continue
        if words <= LONGEST_BYLINE and (byline_names(text) or (names_author(element) and _full_names(text))):
            kind: BlockKind = "byline"
        elif 4 <= words <= LONGEST_STANDFIRST and (
            letters in described or (names_standfirst(element) and layout.kind(element, "subhead"))
        ):
            kind = "subhead"
        else:
            continue
        seen.add(letters)
        found.append(Piece(kind, text, page.path(element), start))
        covered = end
    return found


def _full_names(text: str) -> bool:
    names = split_names(text)
    return bool(names) and all(2 <= len(name.split()) <= 5 for name in names)


def _captions(layout: Layout, root: HtmlElement, headline: Piece | None, pieces: list[Piece]) -> list[Piece]:
    """The captions between the headline and the last paragraph that are not among the pieces yet."""
    page = layout.page
    orders = sorted(piece.order for piece in pieces)
    begin = headline.order if headline is not None and headline.order >= 0 else orders[0]
    seen = {_letters(piece.text) for piece in pieces if piece.kind == "caption"}
    found: list[Piece] = []
    covered = -1
    for element in root.iter("figcaption", "div", "p", "span"):
        start, end = page.range_of(element)
        if not max(begin, covered) <= start < min(end, orders[-1]) or end - start > LONGEST_CAPTION:
            continue
        if not names_caption(element) or bisect_left(orders, start) < bisect_left(orders, end):
            continue
        covered = end
        text = page.text(element)
        if layout.kind(element, "caption") is None or is_furniture(text) or _letters(text) in seen:
            continue
        seen.add(_letters(text))
        found.append(Piece("caption", text, page.path(element), start))
    return found
