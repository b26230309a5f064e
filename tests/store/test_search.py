from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Reading
from onrecord.store import Hit, Store, open_store
from onrecord.store.fts import HIT_END, HIT_START, unmark

from .make import TEXT, longer, reading
from .strategies import PATIENT, readings, texts


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    far = "Nothing here. " * 60
    items = [
        reading(),
        reading(
            text=f"{TEXT} {far} A lighthouse \x00{HIT_START}{HIT_END} stood “é”. {far}",
            url=None,
            outlet="Fjord Post",
        ),
        reading(
            text=longer(3),
            url="https://courier.example/3",
            headline="Lighthouse keepers \x00 paid",
            published=None,
        ),
    ]
    with open_store(tmp_path_factory.mktemp("search") / "story.db", "write") as store:
        store.write(items)
        yield store


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.marks]


def test_statements_are_found_with_their_words_marked(store: Store) -> None:
    result = store.search("missile stays")
    assert [(hit.field, hit.text, marked(hit)) for hit in result] == [
        ("content", "the missiles would stay", ["missiles", "stay"])
    ] * 3
    hit = result.hits[0]
    assert hit.statement
    assert hit.statement.who == "Mira Solberg"
    assert hit.article.id == hit.statement.article


def test_an_article_is_found_where_no_statement_is_and_shows_the_place(store: Store) -> None:
    result = store.search("lighthouse")
    assert [hit.field for hit in result] == ["headline", "text"] or [hit.field for hit in result] == [
        "text",
        "headline",
    ]
    for hit in result:
        assert [word.lower() for word in marked(hit)] == ["lighthouse"]
    (in_text,) = (hit for hit in result if hit.field == "text")
    item = store.reading(in_text.article.id)
    assert item
    assert item.article.text[in_text.start : in_text.end] == in_text.text
    assert 100 < len(in_text.text) <= 260
    assert HIT_START in in_text.text  # the text is as the article has it, marks or not


def test_a_mark_before_odd_characters_is_in_its_place(store: Store) -> None:
    (hit,) = store.search("é")
    assert marked(hit) == ["é"]


def test_the_best_come_first_and_the_rest_is_announced(store: Store) -> None:
    result = store.search("ammunition", limit=2)
    assert len(result) == 2
    assert result.more
    everything = store.search("ammunition", limit=3)
    assert not everything.more
    assert everything.hits[:2] == result.hits
    assert [hit.score for hit in everything] == sorted(hit.score for hit in everything)
    assert store.search("ammunition", limit=0).hits == ()


@pytest.mark.parametrize(
    ("query", "contents"),
    [
        ('"not this year"', 3),
        ('"this not year"', 0),
        ("year this not", 3),
        ("missiles -stay", 0),
        ("ammunition -missiles", 3),
        ('meeting -"meeting Solberg"', 0),
        ("AMMUNITION", 3),
        ("ammunitión", 3),
    ],
)
def test_words_phrases_and_excluded_words(store: Store, query: str, contents: int) -> None:
    hits = store.search(query).hits
    assert len([hit for hit in hits if hit.field == "content"]) == contents


def test_filters_narrow_the_search(store: Store) -> None:
    assert {hit.statement.who for hit in store.search("short", speaker="analysts") if hit.statement} == {
        "Analysts"
    }
    assert len(store.search("short", speaker="solberg")) == 0
    assert len(store.search("meeting", about="Mira Solberg")) == 3
    assert len(store.search("ammunition", outlet="fjord")) == 1
    since = store.search("ammunition", since="2031-05")
    assert (len(since), since.undated) == (2, 1)
    lighthouse = store.search("lighthouse", until="2031")
    assert (len(lighthouse), lighthouse.undated) == (1, 1)
    assert len(store.search("lighthouse", speaker="solberg")) == 0


NASTY = [
    *('"', '""', '"a', "a AND", "NOT", "a NOT b OR", "NEAR(a b, 2)", "*", "a*", "content:a", "^a", "(", "a)"),
    *("{a}:b", "-", "--a", '-"', "+", "a + b", "😀", "\x00", "a\x00b", HIT_START, "\ud83d", "a^b", "-a -b"),
    *("'; DROP TABLE readings; --", "，", "\u0301", "½ ²"),
]


@pytest.mark.parametrize("query", NASTY)
def test_nothing_a_person_types_is_an_error(store: Store, query: str) -> None:
    for hit in store.search(query, about=query or None):
        assert hit.marks
    store.search(query, speaker=query, outlet=query)


@settings(PATIENT, max_examples=300)
@given(query=st.text(st.sampled_from("ab \"-*:()^{}+,.\\'\x00é😀\u0301½") | st.characters(), max_size=12))
def test_no_query_is_an_error(store: Store, query: str) -> None:
    result = store.search(query)
    assert len(result) <= 20


@settings(PATIENT, max_examples=40)
@given(item=readings(), word=texts)
def test_marks_are_inside_of_what_is_shown_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, item: Reading, word: str
) -> None:
    words = [*item.article.text.split(), word]
    with open_store(tmp_path_factory.mktemp("any") / "story.db", "write") as store:
        store.write([item])
        for query in words[:5]:
            for hit in store.search(query):
                assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)
                if hit.field == "text":
                    assert item.article.text[hit.start : hit.end] == hit.text


def test_marks_are_taken_out_and_counted_in_code_points() -> None:
    text = f"😀 {HIT_START}one{HIT_END} and {HIT_START}two{HIT_END}"
    assert unmark(text) == ("😀 one and two", ((2, 5), (10, 13)))
    assert unmark("") == ("", ())
