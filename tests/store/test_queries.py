from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from onrecord.assemble import resolve_entities
from onrecord.record import Chain, MetadataError, Reading
from onrecord.store import Filter, PersonView, RoleView, Store, open_store
from onrecord.store.dates import Days, days_of
from onrecord.store.people import different_roles
from onrecord.store.words import fold

from .make import longer, reading
from .strategies import PATIENT, texts


def renamed(item: Reading, old: str, *names: str, kind: str | None = "person") -> Reading:
    """The reading with one chain called otherwise."""

    def other(chain: Chain | None) -> Chain | None:
        if chain is None or chain.name != old:
            return chain
        return replace(chain, name=names[0], names=names, kind=kind)  # type: ignore[arg-type]

    return replace(
        item,
        chains=tuple(filter(None, map(other, item.chains))),
        attributions=tuple(replace(it, speaker=other(it.speaker)) for it in item.attributions),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    items = [
        reading(),
        reading(text=longer(1), url=None, origin="undated.txt", published=None, outlet=None),
        reading(text=longer(2), url=None, origin="month.txt", published="2031-06", outlet="Fjärden Post"),
    ]
    items[2] = renamed(items[2], "Mira Solberg", "Míra Sólberg-Berg", "Solberg")
    with open_store(tmp_path / "story.db", "write") as store:
        store.write(items)
        yield store


def who(store: Store, **wanted: str) -> list[tuple[str | None, str]]:
    return [(it.who, it.cue) for it in store.statements(Filter(**wanted))]


def test_a_statement_says_who_how_what_and_where(store: Store) -> None:
    rows = store.statements(Filter(outlet="skerry courier")).rows
    assert [(it.who, it.source, it.cue, it.content, it.act) for it in rows] == [
        ("Mira Solberg", "Port director Mira Solberg", "said", "the missiles would stay", "say"),
        ("Mira Solberg", "Solberg", "said", "“We will not move them,” … “not this year.”", "say"),
        ("Analysts", "Analysts", "warned", "ammunition was short", "warn"),
        ("Jon Vale", "Former minister Jon Vale of the Tide Party", "denied", "meeting Solberg", "deny"),
    ]
    item = store.reading(rows[0].article)
    assert item
    assert item.article.text[rows[0].start : rows[0].end] == rows[0].content
    assert rows[2].speaker is None
    assert rows[3].roles == (RoleView(title="minister", affiliation="Tide Party", former=True),)
    assert str(rows[3].roles[0]) == "former minister, Tide Party"
    assert (rows[0].outlet, rows[0].published, rows[0].origin, rows[0].url, rows[0].headline) == (
        "The Skerry Courier",
        "2031-05-04",
        "pages/harbour.txt",
        "https://courier.example/harbour",
        "Harbour talks stall",
    )


@pytest.mark.parametrize("name", ["Solberg", "solberg", "SOLBERG mira", "Mira  Solberg", "sólberg"])
def test_a_speaker_is_found_by_any_of_the_names_whatever_case_and_accents(store: Store, name: str) -> None:
    assert who(store, speaker=name) == [("Mira Solberg", "said")] * 4 + [("Míra Sólberg-Berg", "said")] * 2


def test_a_hyphen_in_a_name_is_a_space(store: Store) -> None:
    assert len(who(store, speaker="mira solberg berg")) == 2
    assert len(who(store, speaker="Solberg-Berg")) == 2


@pytest.mark.parametrize("name", ["Sol", "Mira Vale", "", " - ", "%", "_ira", "half \ud83d"])
def test_a_speaker_is_not_found_by_parts_of_words_or_by_patterns(store: Store, name: str) -> None:
    assert who(store, speaker=name) == []


def test_a_source_without_a_speaker_is_found_by_its_words(store: Store) -> None:
    assert who(store, speaker="analysts") == [("Analysts", "warned")] * 3


def test_a_speaker_that_was_found_is_not_looked_up_in_the_source(store: Store) -> None:
    assert who(store, speaker="director") == []


def test_about_finds_words_of_the_content_and_names_of_who_is_mentioned_in_it(store: Store) -> None:
    assert who(store, about="missiles stay") == [
        ("Mira Solberg", "said"), ("Mira Solberg", "said"), ("Míra Sólberg-Berg", "said")
    ]  # fmt: skip
    # "meeting Solberg": the content has the surname alone, the chain the full name.
    assert who(store, about="Mira Solberg") == [("Jon Vale", "denied")] * 3
    assert who(store, about="Vale") == []
    assert who(store, about="missile") == []  # words, not stems
    assert who(store, about="") == who(store, about="*") == []


def test_filters_add_up(store: Store) -> None:
    assert who(store, speaker="solberg", about="missiles", outlet="courier") == [("Mira Solberg", "said")]
    article = store.articles(Filter(outlet="fjarden")).rows[0].id
    assert len(who(store, article=article)) == 4
    assert who(store, article="none") == []


@pytest.mark.parametrize(
    ("wanted", "origins"),
    [
        (Filter(since="2031-05-04"), ["pages/harbour.txt", "month.txt"]),
        (Filter(since="2031-05-05"), ["month.txt"]),
        (Filter(since="2031-06-30"), ["month.txt"]),
        (Filter(since="2031-07"), []),
        (Filter(until="2031-06-01"), ["pages/harbour.txt", "month.txt"]),
        (Filter(until="2031-05"), ["pages/harbour.txt"]),
        (Filter(since="2031", until="2031"), ["pages/harbour.txt", "month.txt"]),
        (Filter(until="2030"), []),
    ],
)
def test_a_period_takes_what_can_be_inside_and_counts_what_has_no_date(
    store: Store, wanted: Filter, origins: list[str]
) -> None:
    articles = store.articles(wanted)
    assert [it.origin for it in articles] == origins
    assert articles.undated == 1
    statements = store.statements(wanted)
    assert len(statements) == 4 * len(origins)
    assert statements.undated == 4
    assert store.people(wanted).undated == 1


def test_only_what_fits_otherwise_is_counted_as_undated(store: Store) -> None:
    assert store.statements(Filter(since="2031", speaker="vale")).undated == 1
    assert store.articles(Filter(since="2031", outlet="courier")).undated == 0
    assert store.statements().undated == 0
    assert store.search("ammunition", since="2031").undated == 1


def test_a_bound_that_is_no_date_is_refused(store: Store) -> None:
    with pytest.raises(MetadataError, match="soon"):
        store.statements(Filter(since="soon"))


def test_articles_come_by_date_and_know_their_statements(store: Store) -> None:
    rows = store.articles().rows
    assert [(it.origin, it.published, it.statements) for it in rows] == [
        ("undated.txt", None, 4),
        ("pages/harbour.txt", "2031-05-04", 4),
        ("month.txt", "2031-06", 4),
    ]
    assert rows[0].bylines == ("Ada Renn",)
    assert rows[0].warnings == ("3 bytes could not be decoded.",)
    assert [it.origin for it in store.articles(Filter(speaker="sólberg-berg"))] == ["month.txt"]
    assert [it.origin for it in store.articles(Filter(about="ammunition", outlet="post"))] == ["month.txt"]


def test_people_are_joined_as_it_was_worked_out(store: Store) -> None:
    assert {it.articles for it in store.people()} == {1}
    assert {it.id for it in store.people()} == {None}
    store.write_entities(resolve_entities, "1")
    rows = {it.name: it for it in store.people()}
    assert list(rows) == ["Mira Solberg", "Jon Vale", "Míra Sólberg-Berg"]
    assert rows["Mira Solberg"] == PersonView(
        id=store.entity_id(rows["Mira Solberg"].id or ""),
        name="Mira Solberg",
        names=("Mira Solberg", "Solberg"),
        roles=(RoleView(title="Port director", affiliation=None, former=False),),
        outlets=("The Skerry Courier",),
        articles=2,
        statements=4,
        held=0,
        chains=rows["Mira Solberg"].chains,
    )
    assert (rows["Jon Vale"].articles, rows["Jon Vale"].statements) == (3, 3)
    some = [store.people(start=number, limit=1) for number in range(3)]
    assert [it.rows for it in some] == [(person,) for person in store.people()]
    assert {it.total for it in some} == {3}
    assert [it.name for it in store.people(Filter(speaker="berg"))] == ["Míra Sólberg-Berg"]
    assert [it.name for it in store.people(typed="ber MIR")] == ["Míra Sólberg-Berg"]
    assert not store.people(typed="olberg").rows
    assert not store.people(Filter(speaker="sol")).rows
    assert [(it.name, it.statements) for it in store.people(Filter(about="Solberg"))] == [("Jon Vale", 3)]


def test_a_role_in_capitals_and_without_them_is_one() -> None:
    def role(title: str, former: bool = False) -> RoleView:
        return RoleView(title=title, affiliation=None, former=former)

    given = [role("Port Director"), role("port director"), role("port director"), role("port director", True)]
    assert different_roles(given) == (role("port director"), role("port director", True))


def test_people_of_one_word_are_never_joined(tmp_path: Path) -> None:
    items = [
        renamed(reading(text=longer(number), url=None), "Jon Vale", "Vale", kind=kind)
        for number, kind in enumerate(["person", "person", "organisation"])
    ]
    with open_store(tmp_path / "one.db", "write") as store:
        store.write(items)
        assert [(it.name, it.articles) for it in store.people(Filter(speaker="vale"))] == [
            ("Vale", 1),
            ("Vale", 1),
        ]


def test_counts_add_up(store: Store) -> None:
    counts = store.counts()
    assert (counts.pages, counts.origins, counts.articles, counts.failures) == (3, 3, 3, 0)
    assert (counts.statements, counts.statements_with_speaker, counts.chains) == (12, 9, 9)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2031-05-04", Days("2031-05-04", "2031-05-04")),
        ("2031-05-04T23:30:00-05:00", Days("2031-05-04", "2031-05-04")),
        ("2032-02", Days("2032-02-01", "2032-02-29")),
        ("2031", Days("2031-01-01", "2031-12-31")),
        ("0000", Days("0000-01-01", "0000-12-31")),
        ("0000-02", Days("0000-02-01", "0000-02-29")),
        ("2031-05/2031-06-03", Days("2031-05-01", "2031-06-03")),
        *(
            (text, None)
            for text in ("", "May 2031", "2031-13", "2031-02-29", "2031-5-4", "31", "2031T10", "a/b")
        ),
        *((text, None) for text in ("2031/2030", "2031/2032/2033", "２０３１", "2031-05T10:00")),
    ],
)
def test_a_date_covers_its_days(edtf: str, days: Days | None) -> None:
    assert days_of(edtf) == days


@settings(PATIENT, max_examples=200)
@given(texts)
def test_folding_leaves_words_with_single_spaces_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert "%" not in folded
    assert "_" not in folded


def test_folding_makes_ways_of_writing_equal() -> None:
    assert fold("KIM Jong-un") == fold("kim jong un") == "kim jong un"
    assert fold("Édouard Müller") == fold("Edouard Muller") == fold("É") + "douard muller"
    assert fold("Strauß") == "strauss"
