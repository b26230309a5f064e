"""The dates of the sample coverage, which a careful reader marked: scores never fall below these floors."""

from __future__ import annotations

from onrecord.evaluate.timexes import GoldTimex, TimexScores, score_timexes
from onrecord.extract.timexes import find_timexes
from onrecord.language import English
from onrecord.record import Article, Block, PageRef, Published, article_id
from onrecord.samples import GoldArticle, gold

# Raise them when the tagger improves; lowering one takes a reason in the commit.
STRICT, RELAXED, VALUE = 0.96, 0.97, 0.93


def article_of(sample: GoldArticle) -> Article:
    return Article(
        id=article_id(sample.text, None),
        page=PageRef(
            origin=sample.doc,
            sha256="0" * 64,
            media_type="text/plain",
            fetched=None,
            extractor="-",
            given_digest="",
        ),
        url=None,
        outlet=sample.outlet,
        agency=None,
        headline=sample.headline,
        bylines=sample.bylines,
        published=Published(value=sample.published, how="given"),
        language="en",
        text=sample.text,
        blocks=tuple(Block(kind=b.kind, start=b.start, end=b.end) for b in sample.blocks),
    )


def scores(english: English) -> TimexScores:
    wanted, found = {}, {}
    for sample in gold():
        article = article_of(sample)
        wanted[sample.doc] = [GoldTimex(d.span.start, d.span.end, d.type, d.value) for d in sample.dates]
        found[sample.doc] = [
            GoldTimex(t.span.start, t.span.end, t.type, t.value)
            for t in find_timexes(article, english.parse(article))
        ]
    return score_timexes(wanted, found)


def test_the_sample_coverage_s_dates_are_found_with_their_values(english: English) -> None:
    reached = scores(english)
    assert reached.strict.f1 >= STRICT
    assert reached.relaxed.f1 >= RELAXED
    assert reached.value_accuracy >= VALUE
