"""A page of an invented paper, with the clutter that pages have."""

from __future__ import annotations

import functools

import pytest

from onrecord import articles
from onrecord.models.blocks import BlockModel, open_blocks
from onrecord.record import Article, Page, Settings


@functools.cache
def shipped_model() -> BlockModel:
    """The model that says which text is the article, as `onrecord read` uses it."""
    return open_blocks()


def read_article(page: Page, settings: Settings) -> Article:
    return articles.read_article(page, settings, shipped_model())


def make_page(content: str | bytes, media_type: str = "text/html", **given: object) -> Page:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return Page(origin="page", media_type=media_type, content=raw, **given)  # type: ignore[arg-type]


def kinds_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def story() -> str:
    return """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Valmar harbour to stay shut until spring | The Port Hale Courier</title>
<link rel="canonical" href="https://courier.example/2031/05/harbour">
<meta property="og:site_name" content="The Port Hale Courier">
<meta property="og:title" content="Valmar harbour to stay shut until spring">
<meta property="article:published_time" content="2031-05-04T09:30:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Valmar harbour to stay shut until spring", "datePublished": "2031-05-04T09:30:00Z",
 "author": [{"@type": "Person", "name": "Lena Brandt"}, {"@type": "Person", "name": "Oren Tal"}]}</script>
<script>document.title = "run me";</script></head>
<body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better for you and for our partners.</p></div>
<main><article>
<h1>Valmar harbour to stay shut until spring</h1>
<p class="standfirst">Ice has closed the only port of the north, and the fishers ask who will pay</p>
<div class="byline">By Lena Brandt and Oren Tal</div>
<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<figure><img src="x.jpg" alt="Boats in the ice">
<figcaption>Boats lie fast in the ice of Valmar, May 3. Nordavia Press/Ida Holm</figcaption></figure>
<div class="article-body">
<p>The harbour of Valmar will remain closed until the spring, the transport minister, Ada Korhonen, said
on Sunday, because the ice is thicker than in any year since records began.</p>
<p>“We will not send a single boat out before the pilots say that it is safe,” Korhonen told reporters at
the quay. “That is a promise to the families.”</p>
<h2>Who pays</h2>
<p>Fishers say that they lose about 40,000 crowns a day, and that the state had promised them an
icebreaker two winters ago, according to their union.</p>
<aside class="newsletter-signup">
<p>Sign up for our morning newsletter and never miss a story from the north.</p></aside>
<blockquote>
<p>Nobody asked us before the icebreaker was sold to Tavria, and nobody will ask us now.</p></blockquote>
<ul><li>The ice is 90 centimetres thick at the pier, the harbour office says.</li>
<li>Forty boats are stuck behind the breakwater until further notice.</li></ul>
<p>The opposition wants a debate in parliament next week, its leader, Jon Reyes, wrote in a letter to the
speaker, which the Courier has seen.</p>
</div>
<div class="related"><h3>Related stories</h3><ul>
<li><a href="/a">Tavria sends a second icebreaker to the strait</a></li>
<li><a href="/b">Why the northern winters are getting longer and colder</a></li></ul></div>
<section class="comments" id="comments"><h3>3 comments</h3>
<p>As a fisher I can only say that this minister has
no idea at all of what she is talking about.</p></section>
</article></main>
<footer><p>© 2031 The Port Hale Courier. All rights reserved.</p></footer>
</body></html>"""
