"""Readings for the tests of the store and the exports: small ones by hand, any number of any kind."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.record import (
    Article,
    Attribution,
    Block,
    Chain,
    Mention,
    PageRef,
    Provenance,
    Published,
    Reading,
    Role,
    Span,
    Spans,
    article_id,
    digest_id,
)

PROVENANCE = Provenance(
    version="0.1.0", extractor="text/1", attribution="rules/1", settings="s1", models=(("en", "abc"),)
)

TEXT = (
    "Harbour talks stall\n\n"
    "Port director Mira Solberg said the missiles would stay. "
    "“We will not move them,” Solberg said, “not this year.” "
    "Analysts warned that ammunition was short. "
    "Former minister Jon Vale of the Tide Party denied meeting Solberg."
)


def place(text: str, words: str, article: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(article, start, start + len(words), words)


def reading(
    *,
    text: str = TEXT,
    url: str | None = "https://courier.example/harbour",
    origin: str = "pages/harbour.txt",
    sha256: str | None = None,
    given_digest: str = "none",
    media_type: str = "text/plain",
    outlet: str | None = "The Skerry Courier",
    published: str | None = "2031-05-04",
    headline: str | None = "Harbour talks stall",
    provenance: Provenance = PROVENANCE,
    fetched: str | None = None,
) -> Reading:
    """The reading of a page with four statements; TEXT may have more behind it."""
    ident = article_id(text, url)

    def span(words: str, after: int = 0) -> Span:
        return place(text, words, ident, after)

    def chain(name: str, kind: str | None, names: tuple[str, ...], *roles: Role) -> Chain:
        return Chain(id=digest_id(ident, name), kind=kind, name=name, names=names, roles=roles)  # type: ignore[arg-type]

    former = Role(title=span("minister"), affiliation=span("Tide Party"), former=True)
    solberg = chain(
        "Mira Solberg",
        "person",
        ("Mira Solberg", "Solberg"),
        Role(title=span("Port director"), affiliation=None, former=False),
    )
    vale = chain("Jon Vale", "person", ("Jon Vale",), former)
    analysts = chain("Analysts", "group", ())
    mentions = tuple(
        Mention(id=digest_id(ident, it.start, it.end), span=it, kind=kind, chain=who.id)  # type: ignore[arg-type]
        for it, kind, who in (
            (span("Mira Solberg"), "name", solberg),
            (span("Solberg", 90), "name", solberg),
            (span("Analysts"), "nominal", analysts),
            (span("Jon Vale"), "name", vale),
            (span("Solberg", text.index("denied")), "name", solberg),
        )
    )

    def statement(
        source: str, cue: str, contents: tuple[str, ...], form: str, act: str, who: Chain | None, at: int
    ) -> Attribution:
        content = Spans(span(words, at) for words in contents)
        sources = Spans([span(source, at)])
        return Attribution(
            id=digest_id(ident, *(f"{s.start}:{s.end}" for s in (*sources, *content))),
            article_id=ident,
            source=sources,
            cue=Spans([span(cue, at)]),
            content=content,
            form=form,  # type: ignore[arg-type]
            act=act,  # type: ignore[arg-type]
            negated=False,
            speaker=who,
            speaker_how="name" if who else None,
        )

    attributions = (
        statement(
            "Port director Mira Solberg", "said", ("the missiles would stay",), "indirect", "say", solberg, 20
        ),
        statement(
            "Solberg", "said", ("“We will not move them,”", "“not this year.”"), "direct", "say", solberg, 78
        ),
        statement("Analysts", "warned", ("ammunition was short",), "indirect", "warn", None, 78),
        statement(
            "Former minister Jon Vale of the Tide Party",
            "denied",
            ("meeting Solberg",),
            "indirect",
            "deny",
            vale,
            78,
        ),
    )
    page = PageRef(
        origin=origin,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        media_type=media_type,
        fetched=fetched,
        extractor="text/1",
        given_digest=given_digest,
    )
    article = Article(
        id=ident,
        page=page,
        url=url,
        outlet=outlet,
        agency=None,
        headline=headline,
        bylines=("Ada Renn",),
        published=Published(value=published, how="given") if published else None,
        language="en",
        text=text,
        blocks=(Block(kind="headline", start=0, end=19), Block(kind="paragraph", start=21, end=len(text))),
        warnings=("3 bytes could not be decoded.",),
    )
    return Reading(
        article=article,
        mentions=mentions,
        chains=(solberg, vale, analysts),
        attributions=attributions,
        provenance=provenance,
    )


def longer(number: int) -> str:
    """A text of its own for each number."""
    return f"{TEXT} Page {number}."


def seen_at(item: Reading, origin: str) -> Reading:
    """The same reading under another origin."""
    article = replace(item.article, page=replace(item.article.page, origin=origin))
    return replace(item, article=article)
