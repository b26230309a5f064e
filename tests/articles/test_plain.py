from __future__ import annotations

import pytest

from onrecord.record import Page, Settings

from .conftest import kinds_of, make_page, read_article

DUMP = """Menu

Text size

  • -1
  • 0
  • +1

Ministers fear a long winter at sea: officials

  • Facebook share button
  • Link share button
Fishing boats lie in the ice at the pier of Valmar in northern Nordavia, May 3. NP-Tavria Photo
Fishing boats lie in the ice at the pier of Valmar in northern Nordavia, May 3. NP-Tavria Photo

Tavria offers an icebreaker

By Lena Brandt

The harbour of Valmar will stay closed until spring, the transport minister, Ada Korhonen, said on Sunday.

"We will not send a boat out before it is safe," she said.

Promises to keep

Fishers lose 40,000 crowns a day, according to their union, which wants the state to pay for it.

Ada Korhonen speaks to reporters at the quay of Valmar, Sunday. Tavria Today/Ida Holm
Ada Korhonen speaks to reporters at the quay of Valmar, Sunday. Tavria Today/Ida Holm

"No comment," he said.


Lena Brandt lena.brandt@courier.example


Close
Most read

Tavria wins the cup after a long and bitter night
Leave a Reply

Your email address will not be published. Required fields are marked *Menu
"""


def read(text: str, settings: Settings) -> list[tuple[str, str]]:
    return kinds_of(read_article(make_page(text, "text/plain"), settings))


def test_a_dump_of_a_page_comes_out_as_its_article(settings: Settings) -> None:
    article = read_article(make_page(DUMP, "text/plain"), settings)
    kept = [(kind, text.split()[0]) for kind, text in kinds_of(article) if kind != "furniture"]
    assert kept == [
        ("headline", "Ministers"),
        ("caption", "Fishing"),
        ("caption", "Fishing"),
        ("subhead", "Tavria"),
        ("byline", "By"),
        ("paragraph", "The"),
        ("paragraph", '"We'),
        ("subhead", "Promises"),
        ("paragraph", "Fishers"),
        ("caption", "Ada"),
        ("caption", "Ada"),
        ("paragraph", '"No'),
        ("byline", "Lena"),
    ]
    assert article.headline == "Ministers fear a long winter at sea: officials"
    assert article.bylines == ("Lena Brandt",)
    assert article.text == DUMP
    assert article.outlet is None


BODY = (
    "The harbour of Valmar will stay closed until spring, the transport minister, Ada Korhonen, said on "
    "Sunday."
)


@pytest.mark.parametrize(
    "line",
    ["Advertisement", "Share this article", "Read more: Tavria wins the cup",
     "© 2031 The Courier", "-2", "Sign up for our newsletter",
     "5 min read", "We use cookies to make this site better.", "12 Comments",
     "Facebook | Twitter | WhatsApp", "* * *"],
)  # fmt: skip
def test_controls_inside_an_article_are_furniture(settings: Settings, line: str) -> None:
    assert ("furniture", line) in read(f"Ice closes the port\n\n{BODY}\n\n{line}\n\n{BODY}\n", settings)


@pytest.mark.parametrize(
    "line",
    ["“Close the port.”", '"Yes," he said.',
     "He shared the letter with reporters.", "Nobody knows.", "“More from me tomorrow,” she wrote."],
)  # fmt: skip
def test_short_statements_stay_paragraphs(settings: Settings, line: str) -> None:
    assert ("paragraph", line) in read(f"Ice closes the port\n\n{BODY}\n\n{line}\n\n{BODY}\n", settings)
    assert ("paragraph", line) in read(f"Ice closes the port\n\n{BODY}\n\n{line}\n", settings)


def test_wrapped_lines_are_one_paragraph(settings: Settings) -> None:
    text = (
        "ICE CLOSES THE PORT OF VALMAR\n\n"
        "The harbour of Valmar will remain closed until the spring, the transport\n"
        "minister, Ada Korhonen, said on Sunday, because the ice is thicker than\n"
        "in any year since records began.\n\n"
        "Fishers say that they lose about 40,000 crowns a day, and that the state\n"
        "had promised them an icebreaker two winters ago.\n"
    )
    assert [kind for kind, _ in read(text, settings)] == ["headline", "paragraph", "paragraph"]


def test_lines_are_paragraphs_where_no_blank_line_parts_them(settings: Settings) -> None:
    text = f"Ice closes the port\nBy Lena Brandt\n{BODY}\n“It is a promise,” she said.\n{BODY}"
    assert [kind for kind, _ in read(text, settings)] == [
        "headline",
        "byline",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_a_self_description_below_the_article_is_furniture(settings: Settings) -> None:
    for note in (
        "The NBC is the Nordavian Broadcaster",
        "The Courier is an independent newspaper for the north of Nordavia.",
    ):
        assert read(f"Ice closes the port\n\n{BODY}\n\n{BODY}\n\n\n{note}\n", settings)[-1] == (
            "furniture",
            note,
        )


def test_the_name_of_the_site_above_the_headline_is_no_headline(settings: Settings) -> None:
    blocks = read(f"Courier\n\nIce closes the only port of the north\n\n{BODY}\n", settings)
    assert blocks[:2] == [("furniture", "Courier"), ("headline", "Ice closes the only port of the north")]


def test_the_weather_is_no_headline_and_a_name_with_a_place_is_a_byline(settings: Settings) -> None:
    text = (
        "Port Hale today: 3°C, snow\n\nListen to this article\n\nIce closes the only port of the north\n\n"
        f"Lena Brandt in Valmar\n\n◦ Add to my list\n\n{BODY}\n\n“A promise, not a boat”\n\n"
        f"{BODY}\n\nLena Brandt\n"
    )
    article = read_article(make_page(text, "text/plain"), settings)
    kinds = [kind for kind, _ in kinds_of(article)]
    assert kinds == [
        "furniture", "furniture", "headline", "byline", "furniture",
        "paragraph", "subhead", "paragraph", "byline",
    ]  # fmt: skip
    assert article.bylines == ("Lena Brandt",)


def test_a_page_of_running_text_has_no_headline(settings: Settings) -> None:
    article = read_article(make_page(f"{BODY} {BODY}\n\n{BODY}\n", "text/plain"), settings)
    assert article.headline is None
    assert [kind for kind, _ in kinds_of(article)] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "published"),
    [("Published May 4, 2031, 10:15 GMT", "2031-05-04"),
     ("4 May 2031", "2031-05-04"), ("Updated 2031-05-05", "2031-05-05"), ("04/05/2031", None)],
)  # fmt: skip
def test_the_date_below_the_headline_is_stated(settings: Settings, line: str, published: str | None) -> None:
    article = read_article(
        make_page(f"Ice closes the port\n\n{line}\n\n{BODY}\n\n{BODY}\n", "text/plain"), settings
    )
    assert kinds_of(article)[1] == ("dateline", line)
    assert (article.published.value if article.published else None) == published


def test_lists_stay_lists(settings: Settings) -> None:
    text = f"Ice closes the port\n\n{BODY}\n\n• Forty boats are stuck\n• The ice is thick\n\n{BODY}\n"
    assert [kind for kind, _ in read(text, settings)] == [
        "headline",
        "paragraph",
        "list",
        "list",
        "paragraph",
    ]


def test_an_article_that_is_cut_off_keeps_its_last_line(settings: Settings) -> None:
    last = "Fishers say that they lose about 40,000 cro"
    assert read(f"Ice closes the port\n\n{BODY}\n\n{last}", settings)[-1] == ("paragraph", last)


def test_the_text_is_the_page_character_for_character(settings: Settings) -> None:
    text = (
        f"Ice closes the port\r\n\r\n{BODY}\u00a0\r\n\r\n\tA café \0 “shut” \U0001f6a2, he said.\u2028Done\r"
    )
    page = Page(origin="p", media_type="text/plain", content=b"\xef\xbb\xbf" + text.encode())
    assert read_article(page, settings).text == text


@pytest.mark.parametrize("word", ["x", "ice-"])
def test_a_line_without_end_is_no_headline(settings: Settings, word: str) -> None:
    article = read_article(make_page(f"{word * 40_000}\n\n{BODY}\n", "text/plain"), settings)
    assert article.headline is None
    assert [kind for kind, _ in kinds_of(article)] == ["paragraph", "paragraph"]


def test_the_outlet_above_a_byline_with_a_title_is_no_author(settings: Settings) -> None:
    text = (
        "News from the quarry today\n\nArdle Post\n12 April 2031\nBy Staff Writer Selma Trask\n\n"
        "The mayor of Tarn, Ivo Pellar, said the quarry would bring 80 jobs to the village of Orvane.\n"
    )
    article = read_article(make_page(text, "text/plain"), settings)
    assert article.bylines == ("Selma Trask",)
