"""Copies of the sample coverage, and look-alikes that are none."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from onrecord.articles import read_article
from onrecord.assemble import find_copies
from onrecord.assemble.alignment import align
from onrecord.assemble.sketches import ALL_PAIRS
from onrecord.record import Article, CopyOf, Given, Page, Settings
from onrecord.samples import coverage_folder

SETTINGS = Settings()
LANTERN = (
    "The lighthouse of Skerry will be lit again in autumn, after two years in which ships found their way "
    "by the fires of the fishermen, the harbour board decided.",
    "Its lamp broke in the storm of 2029, and the maker of the glass had long gone out of business.",
    "Three workshops on the mainland offered to cast a new lens, but none had a furnace so large.",
    "In the end a church gave the glass of its old windows, and an old engineer built the mould in a barn.",
    "The board will pay him with a boat, since he asked for neither money nor thanks.",
    "Pilots of the coast welcomed the news and asked for a second light on the southern rocks.",
)
FERRIES = (
    "Rain kept the ferries of Port Hale in their docks for a third day, and the market stayed empty.",
    "Only the bakery sold what it had, to those who had walked down from the hills in the morning.",
    "Shopkeepers want the town to pay for a covered way to the pier, which engineers call too dear.",
    "A vote on it is expected before the end of the season, when most of the visitors will have left.",
)
QUOTES = (
    "“We have waited long enough for this, and the children have never seen it burn,” the mayor said.",
    "“A light that is late is still better than a chart that is wrong, as my father used to tell us.”",
)


def article(name: str, *paragraphs: str, **given: str) -> Article:
    text = "\n\n".join(paragraphs)
    stated = Given(url=f"https://paper.example/{name}", **given)
    return read_article(
        Page(origin=name, media_type="text/plain", content=text.encode(), given=stated), SETTINGS
    )


def samples() -> dict[str, Article]:
    found = {}
    for path in sorted(coverage_folder().glob("*.*")):
        if path.suffix in (".txt", ".html"):
            media_type = "text/html" if path.suffix == ".html" else "text/plain"
            page = Page(origin=path.name, media_type=media_type, content=path.read_bytes())
            found[path.name] = read_article(page, SETTINGS)
    return found


SAMPLES = samples()
REPRINTED = ("leaders-leave-veldana-without-a-date.txt", "meridian-kettar-gates-talks.html")


def body(of: Article) -> list[str]:
    return [" ".join(of.text[b.start : b.end].split()) for b in of.blocks if b.kind == "paragraph"]


def cut(own: list[str], chance: random.Random) -> list[str]:
    return own[: len(own) // 2]


def edited(own: list[str], chance: random.Random) -> list[str]:
    return [" ".join(word for word in it.split() if chance.random() > 0.08) for it in own]


def reordered(own: list[str], chance: random.Random) -> list[str]:
    return chance.sample(own, len(own))


def added(own: list[str], chance: random.Random) -> list[str]:
    return [own[0], *LANTERN, *own[1:]]


def scanned(own: list[str], chance: random.Random) -> list[str]:
    return ["".join("c" if c == "e" and chance.random() < 0.3 else c for c in it) for it in own]


MAKERS: tuple[Callable[[list[str], random.Random], list[str]], ...] = (cut, edited, reordered, added, scanned)


def pairs(rows: tuple[CopyOf, ...]) -> set[frozenset[str]]:
    return {frozenset((row.article_id, row.original)) for row in rows}


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_copies_that_were_worked_over_are_found_and_nothing_else(
    make: Callable[[list[str], random.Random], list[str]],
) -> None:
    originals = {name: it for name, it in SAMPLES.items() if name != REPRINTED[0]}
    made = {
        article(f"copy-{name}", "Another headline for it", *make(body(it), random.Random(name))).id: it.id
        for name, it in originals.items()
    }
    copies = [
        article(f"copy-{name}", "Another headline for it", *make(body(it), random.Random(name)))
        for name, it in originals.items()
    ]
    found = find_copies([*originals.values(), *copies])
    assert pairs(found) == {frozenset(pair) for pair in made.items()}
    by_id = {it.id: it for it in (*originals.values(), *copies)}
    for row in found:
        text = by_id[row.article_id].text
        assert row.common
        assert all(text[span.start : span.end] == span.text for span in row.common)
        assert 0.3 <= row.share <= 1


def test_the_wire_story_that_a_paper_cut_is_its_copy_by_the_credit() -> None:
    outlet = {REPRINTED[0]: "Kettar Valley Gazette", REPRINTED[1]: "Meridian Wire"}
    read = [
        read_article(
            Page(
                origin=name,
                media_type="text/html" if name.endswith("html") else "text/plain",
                content=(coverage_folder() / name).read_bytes(),
                given=Given(outlet=paper),
            ),
            SETTINGS,
        )
        for name, paper in outlet.items()
    ]
    (row,) = find_copies(read)
    assert (row.article_id, row.original) == (read[0].id, read[1].id)
    assert row.direction == "credit"
    assert row.share > 0.9
    assert "Meridian Wire" in row.why


def test_the_same_text_under_two_addresses_is_the_same_word_for_word() -> None:
    first = article("a", "Skerry to have its light again", *LANTERN, outlet="The Skerry Courier")
    other = article("b", "Light again", *LANTERN, outlet="Daily Tide", published="2031-06-02")
    (row,) = find_copies([first, other])
    assert (row.share, row.direction) == (1.0, None)
    assert row.why.startswith("Word for word the same")


@pytest.mark.parametrize(
    ("first", "second", "direction"),
    [
        ("2031-06-01", "2031-06-02", "date"),
        ("2031-06-01T09:00:00Z", "2031-06-01T12:30:00+02:00", "date"),
        ("2031-06-01", "2031-06-01T12:30:00Z", None),
        ("2031-06", "2031-06-02", None),
        ("2031-06-01", "2031-06-01", None),
    ],
)
def test_the_earlier_one_is_the_original_where_dates_tell(
    first: str, second: str, direction: str | None
) -> None:
    early = article("a", "Skerry to have its light again", *LANTERN, outlet="Daily Tide", published=first)
    late = article("b", "Skerry to have its light again", *LANTERN, outlet="The Courier", published=second)
    (row,) = find_copies([late, early])
    assert row.direction == direction
    if direction:
        assert (row.article_id, row.original) == (late.id, early.id)
        assert "Daily Tide" in row.why
    else:
        assert "not known" in row.why


def test_a_credit_tells_more_than_a_date() -> None:
    # the agency's own page was saved with the date of its last change
    wire = article("a", "Light", *LANTERN, outlet="Meridian Wire", published="2031-06-03")
    paper = article(
        "b", "Light", *LANTERN, outlet="Daily Tide", published="2031-06-02", author="Meridian Wire"
    )
    (row,) = find_copies([paper, wire])
    assert (row.article_id, row.original, row.direction) == (paper.id, wire.id, "credit")


@pytest.mark.parametrize("outlet", ["AP News", "The Associated Press", "Associated Press"])
def test_the_agency_is_known_under_its_own_name_and_its_initials(outlet: str) -> None:
    wire = article("a", "Skerry to have its light again", *LANTERN, outlet=outlet)
    byline = "By The Associated Press"
    paper = article("b", "Light again", byline, *LANTERN[:4], outlet="Daily Tide")
    (row,) = find_copies([paper, wire])
    assert (row.article_id, row.original, row.direction) == (paper.id, wire.id, "credit")


def test_two_reports_that_quote_one_speech_are_no_copies() -> None:
    speech = [*QUOTES, QUOTES[0].replace("mayor", "head of the board"), QUOTES[1]]
    one = article("a", "Skerry to have its light again", *LANTERN[:4], *speech)
    two = article("b", "Ferries stay in their docks", *FERRIES, *speech)
    assert align(one, two).one.shared > 40  # the words are there
    assert find_copies([one, two]) == ()


def test_a_note_below_every_article_of_an_outlet_makes_no_copies() -> None:
    note = "The Skerry Courier is read on all islands of the strait, and its reporters answer every letter."
    one = article("a", "Skerry to have its light again", *LANTERN, note)
    two = article("b", "A short one", "The ferry to Skerry will not run on Sunday because of the fog.", note)
    assert find_copies([one, two]) == ()


def test_neither_order_nor_repetition_changes_the_answer() -> None:
    chance = random.Random(7)
    several = [
        *SAMPLES.values(),
        *(article(f"c{n}", "Headline", *edited(list(LANTERN), chance)) for n in range(5)),
    ]
    expected = find_copies(several)
    assert len(expected) == 5  # four of the five, and the reprinted wire story
    for _ in range(3):
        assert find_copies(chance.sample(several, len(several))) == expected


def test_a_story_that_very_many_print_is_still_one_story() -> None:
    chance = random.Random(8)
    count = 3 * ALL_PAIRS
    printed = [
        article(
            f"p{n:03}", f"Headline {n}", *edited(list(LANTERN), chance),
            published=f"2031-06-{1 + n % 28:02}", outlet=f"Paper {n}",
        )
        for n in range(count)
    ]  # fmt: skip
    rows = find_copies(printed)
    assert len(rows) == count - 1
    group = {it.id: it.id for it in printed}
    for row in rows:
        group[row.article_id] = row.original

    def first_of(ident: str) -> str:
        return ident if group[ident] == ident else first_of(group[ident])

    assert len({first_of(it.id) for it in printed}) == 1


def test_captions_and_furniture_do_not_count() -> None:
    menu = "\n".join(("Home", "World", "Subscribe", "Log in", "Leave a Reply"))
    one = article("a", menu, "Skerry to have its light again", *LANTERN)
    two = article("b", menu, "Ferries stay in their docks", *FERRIES)
    assert find_copies([one, two]) == ()
