from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import html

from onrecord.record import Given, PageError, Settings

from .conftest import kinds_of, make_page, read_article


def test_the_text_is_the_article_and_nothing_around_it(story: str, settings: Settings) -> None:
    article = read_article(make_page(story), settings)
    kinds = [kind for kind, _ in kinds_of(article)]
    assert kinds == [
        "headline", "subhead", "byline", "caption", "furniture", "paragraph", "paragraph", "subhead",
        "paragraph", "quote", "list", "list", "paragraph",
    ]  # fmt: skip
    for clutter in (
        "cookies",
        "newsletter",
        "Facebook",
        "Related",
        "second icebreaker to the strait",
        "fisher I can",
        "©",
        "Home",
    ):
        assert clutter not in article.text


def test_the_headline_is_the_first_block(story: str, settings: Settings) -> None:
    article = read_article(make_page(story), settings)
    assert kinds_of(article)[0] == ("headline", "Valmar harbour to stay shut until spring")
    assert article.headline == "Valmar harbour to stay shut until spring"


def test_blocks_are_parted_by_an_empty_line(story: str, settings: Settings) -> None:
    article = read_article(make_page(story), settings)
    gaps = [article.text[a.end : b.start] for a, b in pairwise(article.blocks)]
    assert set(gaps) == {"\n\n", " "}
    assert gaps.count(" ") == 1  # between what a picture shows and who took it


def test_the_path_of_a_block_finds_it_in_the_page(story: str, settings: Settings) -> None:
    article = read_article(make_page(story), settings)
    root = html.fromstring(story)
    assert len(article.blocks) > 10
    for block in article.blocks:
        assert block.path is not None
        (element,) = root.xpath(block.path)
        assert article.text[block.start : block.end] in " ".join(element.text_content().split())


def test_what_the_page_states_of_itself_is_read(story: str, settings: Settings) -> None:
    article = read_article(make_page(story), settings)
    assert article.url == "https://courier.example/2031/05/harbour"
    assert article.outlet == "The Port Hale Courier"
    assert article.bylines == ("Lena Brandt", "Oren Tal")
    assert article.published is not None
    assert (article.published.value, article.published.how) == ("2031-05-04T09:30:00Z", "stated")
    assert article.language == "en"
    assert re.fullmatch(r"html/2 trafilatura/2\.\d+\.\d+", article.page.extractor)


def test_what_the_caller_gives_wins_over_the_page(story: str, settings: Settings) -> None:
    given = Given(
        url="https://archive.example/1",
        outlet="The Mirror",
        published="2031-05",
        headline="Ice",
        author="A. B.",
    )
    article = read_article(make_page(story, given=given), settings)
    assert (article.url, article.outlet, article.headline, article.bylines) == (
        given.url,
        "The Mirror",
        "Ice",
        ("A. B.",),
    )
    assert article.published is not None
    assert (article.published.value, article.published.how) == ("2031-05", "given")
    assert article.page.given_digest == given.digest


def test_a_date_in_the_text_is_not_the_date_of_the_page(story: str, settings: Settings) -> None:
    bare = without_dates(story).replace("on Sunday", "on 4 May 2031")
    assert read_article(make_page(bare), settings).published is None


def without_dates(story: str) -> str:
    """The page with no date in its head and none in its address."""
    bare = re.sub(r"<meta property=.article:published.*?>|\"datePublished\": \"[^\"]*\",", "", story)
    return bare.replace("/2031/05/harbour", "/harbour")


@pytest.mark.parametrize("date", ["2031-02-31", "04/05/2031", "yesterday", "0000-00-00", ""])
def test_an_impossible_or_unclear_date_is_no_date(story: str, settings: Settings, date: str) -> None:
    page = make_page(story.replace("2031-05-04T09:30:00Z", date).replace("/2031/05/harbour", "/harbour"))
    assert read_article(page, settings).published is None


def test_a_date_after_the_page_was_fetched_is_refused(story: str, settings: Settings) -> None:
    article = read_article(make_page(story, fetched="2031-01-01T00:00:00Z"), settings)
    assert article.published is None
    assert any("later than the page was fetched" in warning for warning in article.warnings)


def test_a_date_before_the_web_is_refused(story: str, settings: Settings) -> None:
    page = make_page(story.replace("2031-05-04T09:30:00Z", "1970-01-01T00:00:00Z"))
    article = read_article(page, settings)
    assert article.published is not None
    assert (article.published.value, article.published.place) == ("2031-05", "address")
    assert any("1970-01-01T00:00:00Z" in it and "before the web" in it for it in article.warnings)


def test_the_year_of_the_copyright_is_no_date_of_the_article(story: str, settings: Settings) -> None:
    bare = without_dates(story).replace("<head>", '<head><meta name="date" content="2031">')
    article = read_article(make_page(bare), settings)
    assert article.published is None
    assert any("copyright" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("<div>Published May 4, 2031, 10:15</div>", "2031-05-04"),
        ("<p><span>Sunday 4 May 2031</span> | <span>5 min read</span></p>", "2031-05-04"),
        ("<time datetime='2031-05-04T10:15:00+02:00'>today</time>", "2031-05-04T10:15:00+02:00"),
        ("<div>Last updated May 5, 2031</div>", None),
        ("<div>May 4, 2031</div><div>May 9, 2031</div>", None),
    ],
)
def test_a_date_below_the_headline_counts_where_the_head_has_none(
    story: str, settings: Settings, shown: str, value: str | None
) -> None:
    bare = without_dates(story).replace("</h1>", f"</h1>{shown}")
    published = read_article(make_page(bare), settings).published
    assert (published and published.value) == value
    assert published is None or published.place == "visible text"


def test_when_a_page_was_changed_is_kept_with_its_zone(story: str, settings: Settings) -> None:
    changed = '<meta property="article:modified_time" content="2031-05-05T08:00:00+03:00">'
    article = read_article(make_page(story.replace("<head>", f"<head>{changed}")), settings)
    assert article.modified == "2031-05-05T08:00:00+03:00"
    assert article.published is not None
    assert (article.published.value, article.published.place) == (
        "2031-05-04T09:30:00Z",
        "JSON-LD datePublished",
    )


def test_a_page_without_a_heading_takes_the_headline_it_states(story: str, settings: Settings) -> None:
    article = read_article(make_page(re.sub(r"<h1>.*?</h1>", "", story)), settings)
    assert kinds_of(article)[0] == ("headline", "Valmar harbour to stay shut until spring")
    assert article.blocks[0].path == "/html/head/title"


def test_the_agency_of_a_dateline_is_credited(story: str, settings: Settings) -> None:
    page = make_page(story.replace("<p>The harbour of", "<p>VALMAR, May 4 (Nordavia Press) — The harbour of"))
    assert read_article(page, settings).agency == "Nordavia Press"


def test_line_breaks_part_words_and_inline_tags_do_not(settings: Settings) -> None:
    body = "<p>The har<b>bour</b> stays<br>shut, the minister of transport said at the quay.</p>" * 1
    more = (
        "<p>Fishers say that they lose about 40,000 crowns a day, according to their union of the north.</p>"
    )
    article = read_article(
        make_page(f"<html><body><article><h1>Ice closes the port</h1>{body}{more}</article></body></html>"),
        settings,
    )
    assert "The harbour stays" in article.text
    assert "stays shut" in " ".join(article.text.split())


def test_a_page_of_menus_has_no_article(settings: Settings) -> None:
    page = make_page("<html><body><nav><a href='/'>Home</a> <a href='/x'>World</a></nav></body></html>")
    with pytest.raises(PageError) as error:
        read_article(page, settings)
    assert (error.value.stage, error.value.kind) == ("articles", "no-article")


def test_an_article_in_a_container_named_for_sharing_is_read(story: str, settings: Settings) -> None:
    page = make_page(
        story.replace(
            '<div class="article-body">', '<div class="post-share-container"><div class="article-body">'
        )
    )
    assert "Korhonen told reporters" in read_article(page, settings).text


def test_the_same_page_gives_the_same_article(story: str, settings: Settings) -> None:
    assert read_article(make_page(story), settings) == read_article(make_page(story), settings)


SENTENCE = (
    "The harbour of Valmar will remain closed until the spring, the minister, Ada Korhonen, said on Sunday."
)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Port shut</h1><p>{SENTENCE}</p>",
        f"<h1>Port shut</h1><p>“No,” she said.</p><p>{SENTENCE}</p>",
        f"<h1>Port shut</h1><div>{SENTENCE}</div>",
        f"<html><body><h1>Port shut</h1>{SENTENCE}</body></html>",
        f"<h1>Port shut<p>{SENTENCE}",
        f"<title>Port shut | Courier</title><body><h1>Port shut</h1>{SENTENCE}</body>",
        f"<title>Port shut</title><h1>Port shut</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>",
    ],
)
def test_the_heading_of_a_short_page_is_its_headline(settings: Settings, body: str) -> None:
    article = read_article(make_page(body), settings)
    blocks = kinds_of(article)
    assert blocks[0] == ("headline", "Port shut")
    assert article.headline == "Port shut"
    assert article.blocks[0].path is not None
    assert article.blocks[0].path.endswith("/h1")
    assert ("paragraph", SENTENCE) in blocks
    assert all("Port shut" not in text for _, text in blocks[1:])


def test_without_a_heading_the_title_of_the_window_is_the_headline(settings: Settings) -> None:
    head = "<head><title>Port shut | Courier</title></head>"
    article = read_article(make_page(f"<html>{head}<body><p>{SENTENCE}</p></body></html>"), settings)
    assert (article.headline, article.blocks[0].path) == ("Port shut", "/html/head/title")


def test_the_name_of_the_site_is_no_headline(settings: Settings) -> None:
    head = '<head><title>Courier</title><meta property="og:site_name" content="Courier"></head>'
    page = make_page(f"<html>{head}<body><h1>Courier</h1><p>{SENTENCE}</p></body></html>")
    assert read_article(page, settings).headline is None


@pytest.mark.parametrize("place", ["h1", "title"])
def test_a_title_without_end_is_no_headline(settings: Settings, place: str) -> None:
    flood = f"<{place}>{'ice and ' * 100}</{place}>"
    article = read_article(make_page(f"{flood}<p>{SENTENCE}</p><p>{SENTENCE}</p>"), settings)
    assert article.headline is None
    assert {kind for kind, _ in kinds_of(article)} == {"paragraph"}
