"""When articles that do not say so were published, from what they and the others in the record tell.

Every day that comes into question gets a weight: the product of the clues in the article's own words, and
of what articles tell about it that speak of the same happenings. The latter is belief propagation (Pearl
1982): in each round every article tells its neighbours how likely it holds each day to be, leaving out what
it has from that neighbour itself. Rounds are synchronous and sums are taken in a fixed order, so that the
order of articles makes no difference. Nothing here looks at a clock.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.assemble.calendar import Calendar
from onrecord.assemble.clues import Clue, find_clues
from onrecord.assemble.days import Belief, Day, Days, FloatArray, Meanings, Ranges, iso, normalised
from onrecord.assemble.links import Link, Told, find_links, told_of
from onrecord.record import Evidence, InferredDate, Reading

SHARE = 0.9  # of the weight: the days given are the fewest that hold it
# How likely an article is from more than ten years after the last date with a year that it names: 13 of 94
# that name one, in 150 of PolNeAR's train part.
LATER = 0.14
ROUNDS = 4  # news travels so many articles far
NEIGHBOURS = 6  # of one article, those that most surely tell the same; more of them add time and no news
CHANCE = 1 / 3650  # that a day fits which has nothing to do with it: most windows are of ten years
LONGEST = 7  # days: what is told of a month or a year says too little about a day
APART = 5.0  # days: articles that tell the same as news are mostly less apart
SENT_SHARE = 0.95  # of the weight, for the days that neighbours are told of
MOST_DAYS = 400  # an article that may be from more of them tells no day to those that state a date
REACH = 60  # days: how far apart articles are looked at that tell the same as news


def infer_dates(
    readings: Iterable[Reading], calendar: Calendar, share: float = SHARE
) -> tuple[InferredDate, ...]:
    """A row for each article without a day of publication whose days can be narrowed down, by article id.

    The days given are the fewest that hold `share` of the weight.
    It depends on the set of readings alone, not on their order.
    """
    meanings = Meanings(calendar)
    articles: dict[str, _Article] = {}
    told: list[Told] = []
    for reading in readings:
        articles[reading.article.id] = _article(reading, meanings)
        told += told_of(reading)
    articles = dict(sorted(articles.items()))
    links = find_links(told, {ident for ident, it in articles.items() if it.day is None})
    _open_windows(articles, links)
    between = _between(links)
    for found in articles.values():
        found.own = _own(found, between.get((found.id, found.id), ()), meanings)
    beliefs = _propagate(articles, between, meanings)
    rows = (
        _row(found, belief, beliefs, between, meanings, share)
        for ident, found in articles.items()
        if found.day is None and (belief := beliefs.get(ident)) is not None
    )
    return tuple(row for row in rows if row is not None)


@dataclass(slots=True)
class _Article:
    id: str
    outlet: str | None
    day: Day | None  # that it states, or that was given
    clues: tuple[Clue, ...]
    window: Days | None
    own: Belief | None = field(default=None)


def _article(reading: Reading, meanings: Meanings) -> _Article:
    article = reading.article
    published = meanings.calendar.parse(article.published.value) if article.published else None
    if published is not None and published.first == published.last:
        day = published.first.toordinal()
        return _Article(article.id, article.outlet, day, (), Days(day, day))
    clues = find_clues(reading, meanings)
    windows = [clue.window for clue in clues if clue.window is not None]
    window = None
    if windows:
        stated = [it for it in windows if published is not None and it.first == published.first.toordinal()]
        window = stated[0] if stated else Days(min(w.first for w in windows), max(w.last for w in windows))
    return _Article(article.id, article.outlet, None, clues, window)


def _open_windows(articles: Mapping[str, _Article], links: Sequence[Link]) -> None:
    """Articles that name no year look at the years of those that they are linked to, near or far."""
    changed = True
    while changed:
        changed = False
        found: defaultdict[str, list[Days]] = defaultdict(list)
        for link in links:
            for one, other in ((link.one, link.other), (link.other, link.one)):
                window = articles[other.article].window
                if articles[one.article].window is None and window is not None:
                    found[one.article].append(Days(window.first - 366, window.last + 366))
        for ident, windows in found.items():
            articles[ident].window = Days(min(w.first for w in windows), max(w.last for w in windows))
            changed = True


def _between(links: Iterable[Link]) -> dict[tuple[str, str], tuple[Link, ...]]:
    """The links by the pair of their articles, both ways; of those between the same dates the best."""
    best: dict[tuple[object, ...], Link] = {}
    for link in links:
        dates = [(it.article, it.timex.relative, it.timex.value) for it in (link.one, link.other)]
        key = tuple(dates)
        if key not in best or link.probability > best[key].probability:
            best[key] = link
    pairs: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in best.values():
        for both in {(link.one.article, link.other.article), (link.other.article, link.one.article)}:
            pairs[both].append(link)
    return {pair: tuple(found) for pair, found in sorted(pairs.items())}


def _own(article: _Article, links: Sequence[Link], meanings: Meanings) -> Belief | None:
    """What an article's own words tell, with the happenings that it dates twice."""
    window = article.window
    if window is None:
        return None
    if article.day is not None:
        return Belief(article.day, (1.0,))
    first, last = max(window.first, 1), min(window.last, 3_600_000)  # the calendar's years 1 to 9857
    weights: list[float] = []
    for day in range(first, last + 1):
        weight = math.prod(clue.weigh(day) for clue in article.clues)
        weights.append(weight)
    for link in links:
        one, other = (meanings.ranges(it.timex, first, len(weights)) for it in (link.one, link.other))
        agree = (1 - link.probability) * CHANCE + link.probability * _agree(one, other)
        weights = [weight * float(fit) for weight, fit in zip(weights, agree, strict=True)]
    if not any(weights):
        return None
    open_end = not any(clue.closed for clue in article.clues)
    return normalised(first, weights, sum(weights) * LATER / (1 - LATER) if open_end else 0.0)


def _propagate(
    articles: Mapping[str, _Article], between: Mapping[tuple[str, str], Sequence[Link]], meanings: Meanings
) -> dict[str, Belief]:
    """What is believed of each article in the end; those of which nothing is known are left out."""
    neighbours = _neighbours(between)
    messages: dict[tuple[str, str], Sequence[float]] = {}  # from, to
    made: dict[tuple[str, str], tuple[Sequence[float], ...]] = {}  # of which messages to the sender
    for _ in range(ROUNDS if neighbours else 0):
        sent: dict[tuple[str, str], Sequence[float]] = {}
        for sender in sorted(neighbours):
            for receiver in neighbours[sender]:
                if articles[receiver].day is not None or articles[receiver].own is None:
                    continue
                heard = tuple(
                    messages[n, sender]
                    for n in neighbours[sender]
                    if (n, sender) in messages and n != receiver
                )
                before = made.get((sender, receiver))
                if before is not None and _same(before, heard):
                    if (sender, receiver) in messages:
                        sent[sender, receiver] = messages[sender, receiver]
                    continue
                made[sender, receiver] = heard
                belief = _with(articles[sender].own, heard)
                if belief is None:
                    continue
                links = between[sender, receiver]
                message = _message(sender, belief, articles[receiver], links, meanings)
                if message is not None:
                    sent[sender, receiver] = message
        messages = sent
    beliefs = {}
    for ident, article in articles.items():
        told = [messages[n, ident] for n in neighbours.get(ident, ()) if (n, ident) in messages]
        belief = _with(article.own, told)
        if belief is not None:
            beliefs[ident] = belief
    return beliefs


def _neighbours(between: Mapping[tuple[str, str], Sequence[Link]]) -> dict[str, list[str]]:
    """Each article's neighbours in the order of their ids: the best of its own, and whose best it is."""
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), links in between.items():
        if one != other:
            found[one].append((-math.fsum(link.probability for link in links), other))
    chosen: defaultdict[str, set[str]] = defaultdict(set)
    for one, others in found.items():
        for _, other in sorted(others)[:NEIGHBOURS]:
            chosen[one].add(other)
            chosen[other].add(one)
    return {one: sorted(others) for one, others in sorted(chosen.items())}


def _same(before: Sequence[object], now: Sequence[object]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))


def _with(own: Belief | None, heard: Sequence[Sequence[float]]) -> Belief | None:
    if own is None or not heard:
        return own
    weights = [math.prod(parts) for parts in zip(own.weights, *heard, strict=True)]
    later = own.later * math.prod(min(parts) for parts in heard)
    return normalised(own.first, weights, later) if any(weights) else own


def _message(
    sender: str, belief: Belief, receiver: _Article, links: Sequence[Link], meanings: Meanings
) -> Sequence[float] | None:
    """How well each of the receiver's days fits what the sender tells; None if that is nothing."""
    assert receiver.own is not None
    days = range(receiver.own.first, receiver.own.first + len(receiver.own.weights))
    sides = [(it.one, it.other) if it.one.article == sender else (it.other, it.one) for it in links]
    both = [(*side, it.probability) for side, it in zip(sides, links, strict=True)]
    weights = _side_by_side(
        [it for it in both if _moves(it[0]) and _moves(it[1])], belief, receiver, meanings
    )
    for there, here, p in both:
        if _moves(there) and _moves(here):
            continue
        happened = _happened(there, belief, meanings)
        for number, day in enumerate(days if happened else ()):
            meant = meanings.on(here.timex, day)
            if meant is not None and len(meant) <= LONGEST:
                fits = math.fsum(happened.get(it, 0.0) for it in range(meant.first, meant.last + 1))
                weights[number] *= (1 - p) * CHANCE + p * fits / len(meant)
    least, most = min(weights), max(weights)
    return [weight / most for weight in weights] if most > least else None


def _moves(told: Told) -> bool:
    """Whether what is told moves with the date of publication: then it is told as news."""
    return told.timex.relative is not None


def _side_by_side(
    links: Sequence[tuple[Told, Told, float]], belief: Belief, receiver: _Article, meanings: Meanings
) -> list[float]:
    """How well each of the receiver's days fits, where both articles tell the same as news.

    Then their dates must agree, and the articles are from about the same time. Sums over the sender's days
    near each of the receiver's; what lies farther apart counts as chance.
    """
    assert receiver.own is not None
    first, count = receiver.own.first, len(receiver.own.weights)
    if not links:
        return [1.0] * count
    together = max(p for _, _, p in links)
    chance = math.prod((1 - p) * CHANCE for _, _, p in links) * (1 - together) * CHANCE
    total = np.full(count, chance)
    size = len(belief.weights)
    weights = np.array(belief.weights)
    there = [meanings.ranges(one.timex, belief.first, size) for one, _, _ in links]
    here = [meanings.ranges(other.timex, first, count) for _, other, _ in links]
    for apart in range(-REACH, REACH + 1):
        # Day number n of the receiver meets day number n + shift of the sender.
        shift = first - belief.first + apart
        start, end = max(0, -shift), min(count, size - shift)
        if start >= end:
            continue
        near = (1 + abs(apart) / APART) ** -3 / APART
        weight = weights[start + shift : end + shift] * ((1 - together) * CHANCE + together * near)
        for (_, _, p), one, other in zip(links, there, here, strict=True):
            weight = weight * (
                (1 - p) * CHANCE + p * _agree(one.part(start + shift, end + shift), other.part(start, end))
            )
        total[start:end] += weight
    return [float(weight) for weight in total]


def _agree(one: Ranges, other: Ranges) -> FloatArray:
    """How likely pairs of dates are one, when they are dates of one happening."""
    lengths = np.maximum(one.last - one.first, other.last - other.first) + 1
    shorter = np.minimum(one.last - one.first, other.last - other.first) + 1
    meet = (one.first <= other.last) & (other.first <= one.last)
    told = np.where(meet, 1.0 / np.maximum(lengths, 1), 0.0)
    return np.where((shorter < 1) | (lengths > LONGEST), CHANCE, told)


def _happened(told: Told, belief: Belief, meanings: Meanings) -> dict[Day, float]:
    """How likely a happening was on each day; {} where its article may be from too many."""
    core = {belief.first: 1.0} if not _moves(told) else belief.core(SENT_SHARE, MOST_DAYS)
    found: defaultdict[Day, float] = defaultdict(float)
    for published, weight in sorted((core or {}).items()):
        meant = meanings.on(told.timex, published)
        if meant is not None and len(meant) <= LONGEST:
            for day in range(meant.first, meant.last + 1):
                found[day] += weight / len(meant)
    return found


def _row(
    article: _Article,
    belief: Belief,
    beliefs: Mapping[str, Belief],
    between: Mapping[tuple[str, str], Sequence[Link]],
    meanings: Meanings,
    share: float,
) -> InferredDate | None:
    open_end = belief.later > 1 - share
    core = belief.core(share - belief.later if open_end else share, len(belief.weights))
    if not core:
        return None
    first, last = belief.first, belief.first + len(belief.weights) - 1
    earliest = None if min(core) == first and not _is_bound(article, first) else iso(min(core))
    beyond = max(core) == last and not _is_bound(article, last)
    latest = None if beyond or open_end else iso(max(core))
    if earliest is None and latest is None:
        return None
    evidence = [clue.explain(belief.likeliest) for clue in article.clues]
    for (one, other), links in between.items():
        if one == article.id and (other == one or other in beliefs):
            told = [_told_there(article, link, belief, beliefs, meanings) for link in links]
            evidence += [reason for reason in told if reason is not None]
    return InferredDate(
        article_id=article.id,
        earliest=earliest,
        latest=latest,
        likeliest=iso(belief.likeliest),
        evidence=tuple(evidence),
    )


def _is_bound(article: _Article, day: Day) -> bool:
    """Whether the article's own statement ends at this day, so that nothing is open there."""
    return any(
        clue.weigh(day) and not (clue.weigh(day - 1) and clue.weigh(day + 1)) for clue in article.clues
    )


def _told_there(
    article: _Article, link: Link, belief: Belief, beliefs: Mapping[str, Belief], meanings: Meanings
) -> Evidence | None:
    """The sentence for a happening that is dated here and there; None where the dates do not bear it out."""
    here, there = (link.one, link.other) if link.one.article == article.id else (link.other, link.one)
    meant = meanings.on(here.timex, belief.likeliest)
    other = meanings.on(there.timex, beliefs[there.article].likeliest)
    if meant is None or other is None or not meant.meets(other) or max(len(meant), len(other)) > LONGEST:
        return None
    when = iso(other.first) if len(other) == 1 else f"{iso(other.first)} to {iso(other.last)}"
    where = "here too" if there.article == here.article else "in another article"
    sentence = (
        f"“{here.timex.span}” here and “{there.timex.span}” ({when}) {where} seem to date one happening: "
        f"both tell of {', '.join(link.shared)}."
    )
    return Evidence(sentence=sentence, spans=(here.timex.span, *here.happening.clause, there.timex.span))
