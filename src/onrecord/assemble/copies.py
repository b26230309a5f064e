"""Which articles copy another one: the same story cut, edited, under another headline or in another order.

Candidates share enough of their sketches; then their sentences are aligned. Everything is a function of the
set of articles: what two of them share depends on these two alone, so that it can be kept, and which is
taken for the original follows from an order of all articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from onrecord.assemble.alignment import Overlap, Side, align
from onrecord.assemble.sketches import Hashes, Pair, find_candidates, sketch_of
from onrecord.record import Article, CopyDirection, CopyOf, Span

# On PolNeAR's training articles pairs of the same story share 0.57 and more of the shorter one's words, and
# no other pair 0.25; synthetic copies of which a third was kept lie between.
LEAST_COPIED = 0.3  # of the words outside quotation marks of the article that has fewer of its own
# An outlet's note below its articles, or a list of links, is some 60 words: then nearly all of one of the
# articles must be in the other.
NOTE_WORDS = 75
LEAST_COPIED_SHORT = 0.7
_NOT_TELLING = frozenset(("the", "news", "newsroom", "agency", "service", "com", "wire", "online"))
LEAST_WORDS = 8  # an article with fewer copies nothing


class Facts(NamedTuple):
    """What an article's place in the order of originals depends on, beside its words."""

    id: str
    outlet: str | None
    agency: str | None
    credits: tuple[str, ...]  # whom it names as its author or its agency
    published: str | None
    url: str | None


def facts_of(article: Article) -> Facts:
    """The facts about an article that tell what it may have been copied from."""
    return Facts(
        id=article.id,
        outlet=article.outlet,
        agency=article.agency,
        credits=credits_of(article.bylines, article.agency),
        published=article.published.value if article.published else None,
        url=article.url,
    )


def credits_of(bylines: tuple[str, ...], agency: str | None) -> tuple[str, ...]:
    """Whom an article names as its author or its agency."""
    return (*bylines, *((agency,) if agency else ()))


def find_copies(articles: Iterable[Article]) -> tuple[CopyOf, ...]:
    """A row for each of `articles` that copies another one, by id; their order makes no difference."""
    by_id = {article.id: article for article in articles}
    sketches = {ident: sketch_of(article) for ident, article in by_id.items()}
    known: dict[Pair, Overlap | None] = {}

    def compare(pair: Pair) -> Overlap | None:
        if pair not in known:
            known[pair] = overlap(by_id[pair[0]], by_id[pair[1]])
        return known[pair]

    facts = {ident: facts_of(article) for ident, article in by_id.items()}
    return choose_originals(facts, find_overlaps(sketches, facts, compare), by_id.__getitem__)


def overlap(one: Article, other: Article) -> Overlap | None:
    """What two articles have in common, if that makes one of them a copy."""
    found = align(one, other)
    a, b = found.one, found.other
    if min(a.words, b.words) < LEAST_WORDS:
        return None
    least = LEAST_COPIED if max(a.shared_told, b.shared_told) >= NOTE_WORDS else LEAST_COPIED_SHORT
    return found if max(_share_told(a), _share_told(b)) >= least else None


def _share_told(side: Side) -> float:
    return side.shared_told / side.told


def find_overlaps(
    sketches: Mapping[str, Hashes], facts: Mapping[str, Facts], compare: Callable[[Pair], Overlap | None]
) -> dict[Pair, Overlap]:
    """The pairs of articles that copy one another, as `compare` tells.

    Of a story with very many copies not all pairs are candidates; each copy is then compared with the one
    that comes first in the order of originals.
    """
    pairs = {pair: it for pair in sorted(find_candidates(sketches)) if (it := compare(pair)) is not None}
    for group in _groups(pairs):
        first = _order(group, facts)[0]
        for ident in group:
            pair = (min(first, ident), max(first, ident))
            if ident != first and pair not in pairs and (it := compare(pair)) is not None:
                pairs[pair] = it
    return pairs


def _groups(pairs: Iterable[Pair]) -> list[list[str]]:
    """The ids that are joined by pairs, each group sorted, in the order of their first."""
    leader: dict[str, str] = {}

    def find(ident: str) -> str:
        while (above := leader.setdefault(ident, ident)) != ident:
            leader[ident] = leader.get(above, above)
            ident = above
        return ident

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for ident in sorted(leader):
        groups[find(ident)].append(ident)
    return [groups[first] for first in sorted(groups)]


def choose_originals(
    facts: Mapping[str, Facts], pairs: Mapping[Pair, Overlap], article: Callable[[str], Article]
) -> tuple[CopyOf, ...]:
    """For each article that is not first in its group the earlier one that it shares most words with."""
    sides: defaultdict[str, dict[str, Overlap]] = defaultdict(dict)
    for (one, other), found in pairs.items():
        sides[one][other] = found
        sides[other][one] = Overlap(found.other, found.one)
    rows: list[CopyOf] = []
    for group in _groups(pairs):
        order = _order(group, facts)
        place = {ident: number for number, ident in enumerate(order)}
        for ident in order[1:]:
            earlier = [other for other in sides[ident] if place[other] < place[ident]]
            if earlier:
                best = max(earlier, key=lambda other: (_share(sides[ident][other].one), -place[other]))
                rows.append(_row(facts[ident], facts[best], sides[ident][best], article(ident)))
    return tuple(sorted(rows, key=lambda row: row.article_id))


def _share(side: Side) -> float:
    return side.shared / side.words if side.words else 0.0


@dataclass(frozen=True, slots=True, order=True)
class _Rank:
    credited: int  # 0: others of the group credit its outlet
    published: str
    id: str


def _order(group: Iterable[str], facts: Mapping[str, Facts]) -> list[str]:
    """The articles of a group, the likeliest original first: whose outlet others credit, then by time.

    What has no date comes last; where nothing tells, the least id comes first.
    """
    members = [facts[ident] for ident in group]
    ranks = []
    for it in members:
        credited = any(credits_outlet(other, it) for other in members if other.id != it.id)
        ranks.append(_Rank(0 if credited else 1, _instant(it.published) or "9999", it.id))
    return [rank.id for rank in sorted(ranks)]


def credits_outlet(copy: Facts, original: Facts) -> bool:
    """Whether an article names the outlet of another one as its agency or its author."""
    if original.outlet is None or _folded(original.outlet) == _folded(copy.outlet or ""):
        return False
    credited = {_folded(name) for name in copy.credits}
    if _folded(original.outlet) in credited:
        return True
    own = original.agency
    return own is not None and _is_house(original.outlet, own) and _folded(own) in credited


def _is_house(outlet: str, agency: str) -> bool:
    """Whether an outlet is an agency itself: by its name ("Yonhap News Agency") or initials ("AP News")."""
    here = [word for word in re.split(r"\W+", outlet.casefold()) if word and word not in _NOT_TELLING]
    there = [word for word in re.split(r"\W+", agency.casefold()) if word and word not in _NOT_TELLING]
    return bool(here) and (here == there or here == ["".join(word[0] for word in there)])


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _instant(published: str | None) -> str | None:
    """A date as text that sorts by time; one with a zone in UTC, one without a time by its day."""
    if published is None:
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return published
    if "T" not in published:
        return published
    return (found.astimezone(UTC) if found.tzinfo else found).strftime("%Y-%m-%dT%H:%M:%S")


def _direction(copy: Facts, original: Facts) -> CopyDirection | None:
    """What tells that the one was first; None where nothing does."""
    if credits_outlet(copy, original) and not credits_outlet(original, copy):
        return "credit"
    earlier, later = _instant(original.published), _instant(copy.published)
    if earlier is None or later is None:
        return None
    length = min(len(earlier), len(later))  # a day against an hour of the same day tells nothing
    return "date" if earlier[:length] < later[:length] else None


def _row(copy: Facts, original: Facts, found: Overlap, article: Article) -> CopyOf:
    share = _share(found.one)
    direction = _direction(copy, original)
    name = original.outlet or "the other article"
    whole = found.one.shared == found.one.words == found.other.words == found.other.shared
    what = "Word for word the same" if whole else f"{share:.0%} of its words stand in the other"
    if copy.url is not None and copy.url == original.url:
        what += ", which has the same address"
    if direction == "credit":
        why = f"{what}; it credits {name}"
    elif direction == "date":
        why = f"{what}; {name} published it {original.published}, this one {copy.published}"
    else:
        why = f"{what}; which of the two was first is not known"
    common = tuple(Span(article.id, start, end, article.text[start:end]) for start, end in found.one.ranges)
    return CopyOf(
        article_id=copy.id,
        original=original.id,
        share=round(share, 4),
        direction=direction,
        why=f"{why}.",
        common=common,
    )
