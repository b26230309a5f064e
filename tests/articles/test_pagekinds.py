"""Pages that are no articles are told by name; articles that look like them are read."""

from __future__ import annotations

import json

import pytest

from onrecord.record import Article, PageError, Settings

from .conftest import make_page, read_article

SENTENCES = (
    "The ferry between Port Hale and Skerry will not run until the ice has gone, the harbour office said.",
    "Its captain, Oren Tal, told the council that the hull had been scraped thin by three winters.",
    "Nobody on the island expects the mail before Easter, and the school has sent its pupils home.",
    "The shipping line wants a new hull, which would cost as much as the island earns in four years.",
    "A debate is planned for the first week of March, when the assembly comes back from its recess.",
    "Fishers offered to carry the old and the sick across the strait for nothing, one boat every morning.",
)


def paragraphs(count: int) -> str:
    return "".join(f"<p>Day {n + 1}. {SENTENCES[n % len(SENTENCES)]}</p>" for n in range(count))


def linked(of: str, **more: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": of, **more})}</script>'


def page(body: str, title: str = "Ferry to Skerry stays in its dock | The Tide", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def article(markup: str, media_type: str = "text/html") -> Article:
    return read_article(make_page(markup, media_type), Settings())


HEADLINES = (
    "Ferry to Skerry stays in its dock until spring comes",
    "Council votes for a second light on the southern rocks",
    "Bakers of Port Hale run out of flour after the storm",
    "What the new law on fishing means for small boats",
    "Tavria sends its icebreaker to the strait once more",
    "School on the island closes for lack of pupils",
    "Glass from an old church becomes a lens for the light",
    "Market stays empty for a third day as the rain goes on",
    "Opinion: the strait needs no bridge but better boats",
    "Skerry wins the cup of the islands for the first time",
)
MENU = "<nav><a href='/'>Home</a> <a href='/world'>World</a> <a href='/sport'>Sport</a></nav>"
FOOT = "<footer>© 2031 The Tide. <a href='/privacy'>Your privacy choices</a></footer>"
INDEX_CARDS = (
    MENU
    + "<main>"
    + "".join(
        f"<article><h2><a href='/a{n}'>{it}</a></h2><p><a href='/a{n}'>{SENTENCES[n % 6]}</a></p></article>"
        for n, it in enumerate(HEADLINES)
    )
    + "</main>"
    + FOOT
)
INDEX_LIST = (
    MENU + "<ul>" + "".join(f"<li><a href='/a{n}'>{it}</a></li>" for n, it in enumerate(HEADLINES)) + "</ul>"
)
CONSENT = """<div id="cmp"><h1>The Tide cares about your privacy</h1>
<p>We and our 812 partners store and/or access information on a device, such as unique IDs in cookies, to
process personal data. You may accept or manage your choices by clicking below, including your right to object
where legitimate interest is used. These choices will be signaled to our partners.</p>
<p>We use cookies for personalised ads and content, ad and content measurement and audience research.</p>
<button>Accept all</button><button>Manage preferences</button></div>"""
CONSENT_SHORT = """<main><h2>Before you continue to The Tide</h2><p>We use cookies and data to deliver and
maintain our services and to show personalized content and ads. If you choose to reject all, we will not use
cookies for these purposes. You can change your privacy settings or withdraw your consent at any time.</p>
<form><button>Reject all</button><button>Accept all</button></form></main>"""
NOT_FOUND = (
    "<main><h1>Page not found</h1><p>Sorry, the page you are looking for could not be "
    "found. It may have been moved or deleted.</p><a href='/'>Return to the home "
    "page</a></main>"
)
CLOUD = (
    "<div><h1>tide.example</h1><p>Verify you are human by completing the action "
    "below.</p><p>tide.example needs to review the security of your connection before "
    "proceeding. Ray ID: 84af</p></div>"
)
DENIED = (
    "<h1>Access Denied</h1><p>You don't have permission to access this page on this "
    "server. Reference #18.5d</p>"
)
GATEWAY = "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>"
LOGIN = (
    "<main><h1>Sign in to your account</h1><form><label>E-mail</label><input "
    "type='email'><label>Password</label><input type='password'><button>Sign in</button>"
    "</form><p>New to The Tide? Create an account to follow the topics that you like and "
    "to comment on our stories.</p></main>"
)
SEARCH = (
    MENU
    + "<h1>Search results for ferry</h1><ol>"
    + "".join(
        f"<li><a href='/a{n}'>{it}</a><p>... {it.lower()} ...</p></li>" for n, it in enumerate(HEADLINES[:5])
    )
    + "</ol>"
)


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("index-page", page(INDEX_CARDS, "The Tide: news from the strait")),
        ("index-page", page(INDEX_LIST, "World news | The Tide")),
        ("consent-page", page(CONSENT, "The Tide")),
        ("consent-page", page(CONSENT_SHORT, "Before you continue")),
        ("error-page", page(NOT_FOUND, "Page not found | The Tide")),
        ("error-page", page(CLOUD, "Just a moment...")),
        ("error-page", page(DENIED, "Access Denied")),
        ("error-page", page(GATEWAY, "502 Bad Gateway")),
        ("login-page", page(LOGIN, "Sign in | The Tide")),
        ("search-page", page(SEARCH, "Search results for ferry | The Tide")),
    ],
)
def test_a_page_without_an_article_is_refused_as_what_it_is(kind: str, markup: str) -> None:
    with pytest.raises(PageError) as error:
        article(markup)
    assert (error.value.stage, error.value.kind) == ("articles", kind)
    assert len(error.value.reason.split()) > 5


def entry(number: int, time: str) -> str:
    return (
        f"<div class='entry'><h3><time datetime='2031-05-04T{time}:00Z'>{time}</time></h3>"
        f"<p>Report {number}. {SENTENCES[number % 6]}</p></div>"
    )


ENTRIES = "".join(entry(n, f"{9 + n}:15") for n in range(7))
LIVE_TITLE = "<h1>Ferry in the ice: live updates</h1>"


@pytest.mark.parametrize(
    "markup",
    [
        page(
            f"<main><h1>Ferry in the ice</h1>{paragraphs(9)}</main>",
            head=linked("LiveBlogPosting", headline="Ferry"),
        ),
        page(f"<main>{LIVE_TITLE}{ENTRIES}</main>", "Ferry in the ice: live updates | The Tide"),
        page(
            f"<main><h1>Ferry in the ice</h1>{ENTRIES}</main>",
            head="<link rel='canonical' href='https://tide.example/news/live/ferry-1234'>",
        ),
    ],
)
def test_a_live_page_is_read_with_a_warning(markup: str) -> None:
    found = article(markup)
    assert found.kind == "live"
    assert any("live page" in warning for warning in found.warnings)
    assert "harbour office" in found.text


WALL = "<div class='wall'><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in.</p></div>"


@pytest.mark.parametrize(
    "markup",
    [
        page(
            (
                f"<article><h1>Ferry stays in its dock</h1>{paragraphs(2)}<p>The line had bought the "
                f"ship from a yard in…</p></article>"
            ),
            head=linked("NewsArticle", headline="Ferry stays in its dock", isAccessibleForFree="False"),
        ),
        page(f"<article><h1>Ferry stays in its dock</h1>{paragraphs(3)}</article>{WALL}"),
        page(
            f"<article><h1>Ferry stays in its dock</h1>{paragraphs(3)}</article>"
            "<div><b>This article is for subscribers only</b> <a href='/s'>See our plans</a></div>"
        ),
    ],
)
def test_the_beginning_of_an_article_is_read_and_called_so(markup: str) -> None:
    found = article(markup)
    assert found.kind == "stub"
    assert any("beginning" in warning for warning in found.warnings)
    assert "harbour office" in found.text


def test_a_stub_in_a_text_dump_is_one_too() -> None:
    text = (
        "Ferry stays in its dock\n\nBy Lena Brandt\n\n"
        + "\n\n".join(SENTENCES[:3])
        + "\n\nSubscribe to continue reading\n\nLog in\n"
    )
    assert article(text, "text/plain").kind == "stub"


def test_the_text_beside_a_video_and_beside_pictures_is_read() -> None:
    video = page(
        f"<main><h1>Ferry in the ice</h1><video></video>{paragraphs(2)}</main>",
        head=linked("VideoObject", name="Ferry"),
    )
    assert article(video).kind == "video"
    gallery = page(
        "<main><h1>The ice in pictures</h1>"
        + paragraphs(1)
        + "".join(
            (f"<figure><img src='{n}.jpg'><figcaption>{it}</figcaption></figure>")
            for n, it in enumerate(HEADLINES)
        )
        + "</main>",
        head=linked("ImageGallery", name="The ice"),
    )
    assert article(gallery).kind == "gallery"


@pytest.mark.parametrize(
    "markup",
    [
        # a short report of an outlet that sells subscriptions, there in full
        page(
            (
                f"<article><h1>Ferry stays in its dock</h1>{paragraphs(3)}</article><footer>Get full "
                f"digital access</footer>"
            ),
            head=linked("NewsArticle", headline="Ferry stays in its dock", isAccessibleForFree=False),
        ),
        # an article that is about a live event, with one time
        page(
            (
                "<h1>Choir sings live: a night on the quay</h1><time "
                "datetime='2031-05-04T21:00:00Z'>9 p.m.</time>"
            )
            + paragraphs(9)
        ),
        # an article about cookies and consent
        page(
            "<article><h1>Assembly bans cookies without consent</h1><p>Sites must ask before "
            "they use cookies, the "
            "assembly decided on Monday.</p><p>Anyone can withdraw consent, and no site may "
            "store your personal data "
            "for more than a year.</p>" + paragraphs(4) + "</article>",
            "Assembly bans cookies without consent",
            linked("NewsArticle", headline="Assembly bans cookies without consent"),
        ),
        # many links beside a short article
        page(
            f"<main><article><h1>Ferry stays in its dock</h1>{paragraphs(4)}</article></main>{INDEX_LIST}",
            head="<meta property='og:type' content='article'>",
        ),
        # a headline that sounds like an error
        page(
            f"<article><h1>404 boats and no harbour</h1>{paragraphs(4)}</article>",
            "404 boats and no harbour",
        ),
        page(
            f"<article><h1>Not found: the ferry that never came</h1>{paragraphs(8)}</article>",
            "Not found: the ferry that never came",
        ),
        page(
            f"<article><h1>Search for the lost ferry goes on</h1>{paragraphs(4)}</article>",
            "Search for the lost ferry goes on",
        ),
    ],
)
def test_articles_that_look_like_other_pages_are_articles(markup: str) -> None:
    found = article(markup)
    assert found.kind == "article"
    assert found.warnings == ()


def test_an_error_in_a_text_dump_is_refused_too() -> None:
    text = (
        "404 Not Found\n\nSorry, the page you are looking for could not be found.\n\nReturn "
        "to the home page\n"
    )
    with pytest.raises(PageError) as error:
        article(text, "text/plain")
    assert error.value.kind == "error-page"


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Ferry: live updates</h1><div>"
        + "<time datetime='2031-05-04T09:00'>x</time>" * 20_000
        + "</div>",
        "<h1>" * 900 + "x " * 40_000,
        "<a href='/a'>" * 900 + "one two three four five six " * 8_000,
        f"<h1>Ferry</h1>{paragraphs(2)}<figure><figcaption>FILE {'Aa-' * 30_000}</figcaption></figure>",
        f"<h1>{'live ' * 20_000}</h1>{paragraphs(2)}",
        "<p>" + "subscribe to " * 24_000 + "</p>",
        "<p>" + "we and our partners use " * 9_000 + "</p>",
    ],
    ids=["times", "headings", "links", "caption", "title", "wall", "consent"],
)
@pytest.mark.timeout(60)
def test_a_page_made_to_stall_costs_little(markup: str) -> None:
    outcome: Article | PageError
    try:
        outcome = article(page(markup))
    except PageError as error:
        outcome = error
    assert outcome.kind in (
        "article",
        "live",
        "stub",
        "no-article",
        "too-deep",
        "consent-page",
        "not-english",
    )
