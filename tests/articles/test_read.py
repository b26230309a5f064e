from __future__ import annotations

import pytest

from onrecord.articles.language import language_name
from onrecord.record import Given, PageError, Settings, article_id

from .conftest import make_page, read_article

GERMAN = (
    "Der Hafen von Valmar bleibt bis zum Frühjahr geschlossen, sagte die Ministerin. Das Eis "
    "sei so dick wie nie zuvor, und die Fischer verlören täglich viel Geld, wie ihre Gewerkschaft mitteilte."
)
ENGLISH = (
    "The harbour of Valmar will stay closed until spring, the transport minister, Ada Korhonen, said on "
    "Sunday."
)


def test_a_page_in_another_language_is_refused_by_name() -> None:
    with pytest.raises(PageError) as error:
        read_article(make_page(GERMAN, "text/plain"), Settings())
    assert error.value.kind == "not-english"
    assert "German" in error.value.reason
    assert "only English" in error.value.reason


def test_too_little_text_to_tell_its_language_is_read() -> None:
    article = read_article(make_page("Der Hafen bleibt zu.", "text/plain"), Settings())
    assert article.language is None


@pytest.mark.parametrize("text", [" \n \n", "Menu\n\nClose\n", "***\n"])
def test_a_page_without_text_has_no_article(text: str) -> None:
    with pytest.raises(PageError) as error:
        read_article(make_page(text, "text/plain"), Settings())
    assert error.value.kind == "no-article"


def test_an_article_beyond_the_limit_of_words_is_refused() -> None:
    with pytest.raises(PageError) as error:
        read_article(make_page(ENGLISH, "text/plain"), Settings(max_words=10))
    assert error.value.kind == "too-long"


def test_an_article_of_a_hundred_thousand_words_is_read() -> None:
    sentence = "The road runs along the lake and past the old mill to the village of Sund."
    article = read_article(make_page(f"{sentence}\n\n" * 6_667, "text/plain"), Settings())
    assert len(article.text.split()) > 100_000
    assert len(article.blocks) > 6_000


@pytest.mark.parametrize("flood", [".,;" * 40_000, "1-" * 110_000])
def test_a_flood_of_marks_without_white_space_is_refused(flood: str) -> None:
    with pytest.raises(PageError) as error:
        read_article(make_page(f"{ENGLISH} {flood}", "text/plain"), Settings())
    assert error.value.kind == "too-long"
    assert "marks" in error.value.reason


def test_the_id_names_text_and_address_and_not_the_path() -> None:
    article = read_article(make_page(ENGLISH, "text/plain"), Settings())
    assert article.id == article_id(ENGLISH, None)
    assert article.page.extractor == "text/2"


def test_an_agency_beside_a_person_is_no_author() -> None:
    body = f"VALMAR (Nordavia Press) — {ENGLISH}\n{ENGLISH} Yes."
    text = f"Ice closes the port\nBy Lena Brandt, Nordavia Press\n{body}"
    article = read_article(make_page(text, "text/plain"), Settings())
    assert (article.agency, article.bylines) == ("Nordavia Press", ("Lena Brandt",))


def test_an_agency_in_the_byline_is_credited() -> None:
    article = read_article(
        make_page(f"Ice closes the port\nBy The Associated Press\n{ENGLISH}\n{ENGLISH}", "text/plain"),
        Settings(),
    )
    assert article.agency == "Associated Press"


@pytest.mark.parametrize("line", ["By Staff", "By Senior Sports Correspondent", "By The Courier"])
def test_a_title_or_the_outlet_itself_is_no_author(line: str) -> None:
    page = make_page(
        f"Ice closes the port\n{line}\n{ENGLISH}\n{ENGLISH}", "text/plain", given=Given(outlet="Courier")
    )
    assert read_article(page, Settings()).bylines == ()


@pytest.mark.parametrize(
    ("stated", "agency", "bylines"),
    [
        ("Reuters via Reuters", "Reuters", ()),
        ("via Associated Press", "Associated Press", ()),
        ("By Staff", None, ()),
        ("Senior Sports Correspondent", None, ()),
        ("The Courier", None, ()),
        ("Lena Brandt via Reuters", "Reuters", ("Lena Brandt",)),
        ("Lena Brandt, Senior Sports Correspondent", None, ("Lena Brandt",)),
    ],
)
def test_what_a_head_states_of_its_authors(stated: str, agency: str | None, bylines: tuple[str, ...]) -> None:
    head = f'<meta name="author" content="{stated}"><meta property="og:site_name" content="The Courier">'
    article = read_article(
        make_page(f"<html><head>{head}</head><body><p>{ENGLISH}</p><p>{ENGLISH} Yes.</p></body></html>"),
        Settings(),
    )
    assert (article.agency, article.bylines) == (agency, bylines)


@pytest.mark.parametrize("code", ["af", "mg", "yo", "de"])
def test_a_language_has_a_name(code: str) -> None:
    assert language_name(code).isalpha()


def test_a_page_of_figures_is_in_no_language() -> None:
    with pytest.raises(PageError) as error:
        read_article(make_page("ka1 22 x " * 40 + ".", "text/plain"), Settings())
    assert error.value.kind == "not-english"
    assert "No language was recognised" in error.value.reason


def test_authors_are_those_who_wrote_and_not_those_who_helped() -> None:
    text = (
        f"Ice closes the port\nBy LENA BRANDT\n\n{ENGLISH}\n\n{ENGLISH} Yes.\n\n"
        "Additional reporting by Oren Tal\n\nWith files from The Canadian Press\n"
    )
    article = read_article(make_page(text, "text/plain"), Settings())
    assert article.bylines == ("Lena Brandt",)
    assert article.agency == "Canadian Press"


def test_the_page_of_an_agency_itself_is_from_that_agency() -> None:
    page = make_page(
        f"Ice closes the port\n\n{ENGLISH}\n{ENGLISH}", "text/plain", given=Given(outlet="AP News")
    )
    assert read_article(page, Settings()).agency == "Associated Press"
