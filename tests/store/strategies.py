"""Readings of any kind, for property tests."""

from __future__ import annotations

from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from onrecord.record import (
    BLOCK_KINDS,
    Act,
    Article,
    Attribution,
    Block,
    Chain,
    ChainKind,
    Dateline,
    Form,
    Happening,
    Mention,
    MentionKind,
    PageRef,
    Provenance,
    Published,
    Reading,
    Role,
    Span,
    Spans,
    SpeakerHow,
    Tense,
    Timex,
    TimexType,
    article_id,
)

# Real files and a busy machine: no test fails because it took long.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Everything that a page can hold, with what has made trouble before drawn more often: NUL, the marks of
# the search index, line ends of all kinds, accents as their own code points, astral characters.
_CHARACTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\x00\ufdd0\ufdd1\ufeff\r\n\x85\u2028\u2029\u00a0\u0301 é“”'\"😀𝒳=+-@"
)
texts = st.text(_CHARACTERS, max_size=30)
some_text = st.none() | texts
hexadecimal = st.text("0123456789abcdef", min_size=20, max_size=20)


@st.composite
def spans(draw: st.DrawFn, ident: str, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(ident, start, end, text[start:end])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(_CHARACTERS, min_size=1, max_size=120))
    url = draw(st.none() | st.just("https://outlet.example/å?a=b c") | texts)
    ident = article_id(text, url)
    span = spans(ident, text)
    parts = st.lists(span, max_size=3).map(Spans)
    roles = st.builds(Role, title=st.none() | span, affiliation=st.none() | span, former=st.booleans())
    chains = draw(
        st.lists(
            st.builds(
                Chain,
                id=hexadecimal,
                kind=st.sampled_from([None, *get_args(ChainKind)]),
                name=texts,
                names=st.lists(texts, max_size=3).map(tuple),
                roles=st.lists(roles, max_size=2).map(tuple),
            ),
            max_size=4,
            unique_by=lambda chain: chain.id,
        )
    )
    who = st.sampled_from([None, *chains])
    timexes = draw(
        st.lists(
            st.builds(
                Timex,
                id=hexadecimal,
                span=span,
                type=st.sampled_from(get_args(TimexType)),
                value=some_text,
                edtf=some_text,
                mod=some_text,
                anchor=some_text,
                relative=some_text,
            ),
            max_size=3,
            unique_by=lambda timex: timex.id,
        )
    )
    time = st.sampled_from([None, *(timex.id for timex in timexes)])
    happenings: st.SearchStrategy[list[Happening]] = st.just([])
    if timexes:
        happenings = st.lists(
            st.builds(
                Happening,
                id=hexadecimal,
                article_id=st.just(ident),
                verb=span,
                clause=parts,
                timex=st.sampled_from([timex.id for timex in timexes]),
                attribution=st.none() | hexadecimal,
                tense=st.sampled_from([None, *get_args(Tense)]),
            ),
            max_size=3,
        )
    attributions = st.builds(
        Attribution,
        id=hexadecimal,
        article_id=st.just(ident),
        source=parts,
        cue=parts,
        content=parts,
        form=st.sampled_from(get_args(Form)),
        act=st.sampled_from([None, *get_args(Act)]),
        negated=st.booleans(),
        speaker=who,
        speaker_how=st.sampled_from([None, *get_args(SpeakerHow)]),
        speaker_probability=st.none() | st.floats(0, 1),
        holder=st.none() | hexadecimal,
        addressee=who,
        inferred=st.booleans(),
        time=time,
    )
    mentions: st.SearchStrategy[list[Mention]] = st.just([])
    if chains:
        mentions = st.lists(
            st.builds(
                Mention,
                id=hexadecimal,
                span=span,
                kind=st.sampled_from(get_args(MentionKind)),
                chain=st.sampled_from(chains).map(lambda chain: chain.id),
            ),
            max_size=4,
        )
    page = PageRef(
        origin=draw(texts),
        sha256=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        media_type=draw(st.sampled_from(["text/html", "text/plain"])),
        fetched=draw(st.none() | st.just("2031-05-04T09:30:00Z")),
        extractor=draw(texts),
        given_digest=draw(hexadecimal),
    )
    dates = st.sampled_from(["2031-05-04", "2031-05", "2031", "2031-05-04T09:30:00Z", "", "soon"])
    article = Article(
        id=ident,
        page=page,
        url=url,
        outlet=draw(some_text),
        agency=draw(some_text),
        headline=draw(some_text),
        bylines=tuple(draw(st.lists(texts, max_size=2))),
        published=draw(
            st.none()
            | st.builds(
                Published,
                value=dates,
                how=st.sampled_from(["stated", "given"]),
                place=st.none() | st.just("address"),
            )
        ),
        language=draw(st.sampled_from([None, "en"])),
        text=text,
        blocks=(
            Block(kind=draw(st.sampled_from(BLOCK_KINDS)), start=0, end=len(text), path=draw(some_text)),
        ),  # type: ignore[arg-type]
        warnings=tuple(draw(st.lists(texts, max_size=2))),
        kind=draw(st.sampled_from(["article", "live", "stub", "video", "gallery"])),
        modified=draw(st.none() | dates),
        dateline=draw(
            st.none()
            | st.builds(Dateline, place=texts.filter(bool), date=st.none() | texts.filter(bool))
            | st.builds(Dateline, place=st.none(), date=texts.filter(bool))
        ),
    )
    provenance = Provenance(
        version=draw(texts),
        extractor=draw(texts),
        attribution="rules/1",
        settings=draw(hexadecimal),
        models=tuple(draw(st.lists(st.tuples(texts, hexadecimal), max_size=2, unique_by=lambda it: it[0]))),
        timexes=draw(some_text),
    )
    return Reading(
        article=article,
        mentions=tuple(draw(mentions)),
        chains=tuple(chains),
        attributions=tuple(draw(st.lists(attributions, max_size=4, unique_by=lambda it: it.id))),
        provenance=provenance,
        timexes=tuple(timexes),
        happenings=tuple(draw(happenings)),
    )
