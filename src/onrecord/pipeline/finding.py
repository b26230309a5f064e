"""Who said these words: candidates from the store, compared word by word, with what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from onrecord.assemble import MOST_IN_ONE, find_passages, read_quotation
from onrecord.record import Passage
from onrecord.store import MOST_CANDIDATES, At, FindResult, Found, FoundPlace, Place, Store

AROUND = 160  # code points before and after a passage, at words' ends
_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLES_OWN = ("furniture", "caption")  # of equal places, what the article itself tells comes first


def asks_for_words(quote: str) -> bool:
    """Whether `quote` has a word that can be looked for."""
    return bool(read_quotation(quote).words)


def find(store: Store, quote: str, limit: int) -> FindResult:
    """The passages in `store` that are closest to `quote`, those with the same words as one."""
    quotation = read_quotation(quote)
    found = store.candidates(quotation.plain) if quotation.words else []
    texts = {candidate.article: candidate.text for candidate in found}
    passages = find_passages(quotation, sorted(texts.items()))
    if not passages:
        return FindResult((), False)
    stood = store.places([Place(it.article_id, it.start, it.end) for it in passages])
    stands = dict(zip(map(id, passages), stood, strict=True))
    groups = []
    ordered = sorted(passages, key=lambda it: (-it.score, _words(it.text)))
    for _, same in groupby(ordered, key=lambda it: (-it.score, _words(it.text))):
        members = sorted(same, key=lambda it: _order(stands[id(it)], it))
        groups.append(
            Found(
                passage=members[0],
                places=tuple(_place(texts[it.article_id], it, stands[id(it)]) for it in members),
            )
        )
    groups.sort(key=lambda group: (-group.passage.score, _order_of(group.places[0])))
    having = Counter(it.article_id for it in passages)
    only_best = (
        len(found) == MOST_CANDIDATES and len(having) > MOST_CANDIDATES / 2
    ) or MOST_IN_ONE in having.values()
    return FindResult(tuple(groups[:limit]), len(groups) > limit, only_best)


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def _order(at: At, passage: Passage) -> tuple[bool, bool, bool, str, str, int]:
    """Statements first, then the rest; originals before copies; by time, then by place."""
    article = at.article
    return (
        at.statement is None,
        at.block in _ARTICLES_OWN,
        article.copy_of is not None,
        article.published or article.inferred or "",
        article.origin,
        passage.start,
    )


def _order_of(place: FoundPlace) -> tuple[bool, str, str, int]:
    article = place.article
    return place.statement is None, article.published or article.inferred or "", article.origin, place.start


def _place(text: str, passage: Passage, at: At) -> FoundPlace:
    before, after = _around(text, passage.start, passage.end)
    return FoundPlace(
        start=passage.start,
        end=passage.end,
        text=passage.text,
        before=before,
        after=after,
        block=at.block,
        article=at.article,
        statement=at.statement,
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind in the same paragraph, cut at words' ends, "…" where it goes on."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    cut_before, cut_after = start > AROUND, end + AROUND < len(text)
    if "\n" in before:
        before, cut_before = before.rpartition("\n")[2], False
    if "\n" in after:
        after, cut_after = after.partition("\n")[0], False
    if cut_before:
        before = "… " + before.partition(" ")[2]
    if cut_after:
        after = after.rpartition(" ")[0] + " …"
    return before, after
