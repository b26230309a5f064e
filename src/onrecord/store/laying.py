"""What people said against the machine, laid on a reading: a function of both, whenever either came.

Corrections of one article are laid on in the order of time, each on what those before it left: that is
what its author saw. One that fits no longer changes nothing, and says why. What is said to be no statement
goes last, and only if nobody spoke of it as one since: of two who correct the same, the later decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args

from onrecord.record import (
    Article,
    Attribution,
    Chain,
    ChainKind,
    Correction,
    Form,
    Mention,
    Part,
    Published,
    Reading,
    Span,
    Spans,
    Target,
    digest_id,
)
from onrecord.store.words import fold

_PARTS: tuple[Part, ...] = ("source", "cue", "content")
SAME = 0.5  # of the characters of two contents must be common for them to be one statement
NO_WORDS = "its words are no longer on the page"
NO_STATEMENT = "no statement stands at its words now"
_QUOTES = '"“”„«»'
_KINDS: dict[str, ChainKind] = {kind: kind for kind in get_args(ChainKind)}


@dataclass(frozen=True, slots=True)
class Laid:
    """A reading with corrections laid on, and why some do not fit, by their ids.

    `on` has the id of the statement that a correction was laid on, `removed` the statements that are none.
    """

    reading: Reading
    unfit: dict[str, str]
    on: dict[str, str]
    removed: tuple[Attribution, ...]


class _Done(NamedTuple):
    reading: Reading
    statement: str | None  # its id; None: about no statement, or about none that stands there


def lay(reading: Reading, corrections: Iterable[Correction]) -> Laid:
    """`reading` with what holds of `corrections`, which are in force and in the order of time.

    Those about other pages, and those about who is who across articles, change nothing.
    """
    unfit: dict[str, str] = {}
    on: dict[str, str] = {}
    wrong: set[str] = set()
    for correction in corrections:
        if not any(target.page.fits(reading.article) for target in correction.targets):
            continue
        outcome = _lay_one(reading, correction)
        if isinstance(outcome, str):
            unfit[correction.id] = outcome
            continue
        reading = outcome.reading
        if outcome.statement is not None:
            on[correction.id] = outcome.statement
            (wrong.add if correction.kind == "not-a-statement" else wrong.discard)(outcome.statement)
    removed = tuple(it for it in reading.attributions if it.id in wrong)
    for gone in removed:
        reading = _without(reading, gone.id)
    return Laid(reading, unfit, on, removed)


def _lay_one(reading: Reading, correction: Correction) -> _Done | str:
    match correction.kind:
        case "article":
            return _Done(_put_article(reading, correction), None)
        case "speaker" | "not-a-statement" | "boundaries":
            found = _statement(reading, correction)
            if isinstance(found, str):
                return found
            changed: Reading | str = reading
            if correction.kind == "speaker":
                changed = _with_speaker(reading, found, correction)
            elif correction.kind == "boundaries":
                changed = _with_parts(reading, found, correction)
            return changed if isinstance(changed, str) else _Done(changed, found.id)
        case "missed-statement":
            return _with_statement(reading, correction)
        case _:
            return _Done(reading, None)


def _put_article(reading: Reading, correction: Correction) -> Reading:
    values, article = dict(correction.values), reading.article
    published = article.published
    if "published" in values:
        day = values["published"]
        published = None if day is None else Published(value=day, how="given")
    changed = replace(
        article,
        outlet=values.get("outlet", article.outlet),
        headline=values.get("headline", article.headline),
        published=published,
    )
    return replace(reading, article=changed)


def spans_of(article: Article, targets: Iterable[Target], part: Part) -> Spans | None:
    """Where the words of a part stand in `article`; () where none are wanted, None where one is gone."""
    spans: list[Span] = []
    for target in targets:
        if target.part == part and target.page.fits(article):
            for quote in target.quotes:
                place = quote.find(article.text)
                if place is None:
                    return None
                spans.append(article.span(*place))
    return Spans(sorted(set(spans), key=lambda span: (span.start, span.end)))


def statement_at(reading: Reading, places: Sequence[Span]) -> Attribution | None:
    """The statement whose content is most like `places`; None where none shares half of it."""
    wanted = _characters(places)
    scored = [(_likeness(wanted, _characters(it.content)), it) for it in reading.attributions]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= SAME else None


def _statement(reading: Reading, correction: Correction) -> Attribution | str:
    places = spans_of(reading.article, correction.targets, "statement")
    if not places:
        return NO_WORDS
    return statement_at(reading, places) or NO_STATEMENT


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _likeness(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _with_speaker(reading: Reading, found: Attribution, correction: Correction) -> Reading:
    name = correction.value("speaker")
    if name is None:
        nobody = replace(found, speaker=None, speaker_how=None, speaker_probability=None, inferred=False)
        return _put(reading, nobody)
    chain = _chain(reading, correction, name)
    old = found.speaker
    if chain.id not in {it.id for it in reading.chains}:
        reading = replace(reading, chains=(*reading.chains, chain))
    reading = _move_mentions(reading, found, old, chain)
    told = replace(found, speaker=chain, speaker_how="corrected", speaker_probability=None, inferred=False)
    return _put(reading, told)


def _chain(reading: Reading, correction: Correction, name: str) -> Chain:
    """Whom a name means: the chain that has the words pointed to, the only one of that name, or a new one."""
    places = spans_of(reading.article, correction.targets, "mention")
    for place in places or ():
        for mention in reading.mentions:
            if mention.span.start < place.end and place.start < mention.span.end:
                return next(it for it in reading.chains if it.id == mention.chain)
    named = [it for it in reading.chains if fold(name) in {fold(one) for one in (it.name, *it.names)}]
    if len(named) == 1:
        return named[0]
    return Chain(
        id=digest_id("chain", reading.article.id, "correction", name),
        kind=_KINDS.get(correction.value("kind") or "person"),
        name=name,
        names=(name,),
    )


def _move_mentions(reading: Reading, found: Attribution, old: Chain | None, new: Chain) -> Reading:
    """What the source refers by goes with its speaker, unless the old one would be left without a mention.

    Somebody's name stays theirs, unless the new speaker is called so too: "Thorsen" may be another Thorsen.
    """
    own = set(fold(" ".join((new.name, *new.names))).split())

    def inside(mention: Mention) -> bool:
        if mention.kind == "name" and not set(fold(mention.span.text).split()) <= own:
            return False
        return any(part.start <= mention.span.start and mention.span.end <= part.end for part in found.source)

    if old is None or old.id == new.id:
        if any(it.chain == new.id for it in reading.mentions) or not found.source:
            return reading
        place = found.source[0]
        ident = digest_id("mention", reading.article.id, place.start, place.end, new.id)
        added = Mention(id=ident, span=place, kind="nominal", chain=new.id)
        return replace(reading, mentions=_ordered((*reading.mentions, added)))
    moved = {it.id for it in reading.mentions if it.chain == old.id and inside(it)}
    if not moved or all(it.id in moved for it in reading.mentions if it.chain == old.id):
        return reading
    return replace(
        reading,
        mentions=tuple(replace(it, chain=new.id) if it.id in moved else it for it in reading.mentions),
    )


def _ordered(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda it: (it.span.start, it.span.end, it.id)))


def _without(reading: Reading, ident: str) -> Reading:
    """`reading` without a statement; what lay in it belongs to whatever that lay in."""
    gone = next(it for it in reading.attributions if it.id == ident)
    kept = [it for it in reading.attributions if it.id != gone.id]
    told = [
        replace(it, attribution=gone.holder) if it.attribution == gone.id else it for it in reading.happenings
    ]
    return replace(
        reading,
        attributions=tuple(replace(it, holder=gone.holder) if it.holder == gone.id else it for it in kept),
        happenings=tuple(told),
    )


def _with_parts(reading: Reading, found: Attribution, correction: Correction) -> Reading | str:
    """The statement with the parts that are told; it keeps its id, so that links to it go on to work."""
    parts: dict[Part, Spans] = {"source": found.source, "cue": found.cue, "content": found.content}
    for part in _PARTS:
        if any(target.part == part for target in correction.targets):
            spans = spans_of(reading.article, correction.targets, part)
            if spans is None or (part == "content" and not spans):
                return NO_WORDS
            parts[part] = spans
    return _put(reading, _parted(found, parts["source"], parts["cue"], parts["content"]))


def _parted(found: Attribution, source: Spans, cue: Spans, content: Spans) -> Attribution:
    form = found.form if content == found.content else _form(content)
    return replace(found, source=source, cue=cue, content=content, form=form)


def _with_statement(reading: Reading, correction: Correction) -> _Done | str:
    article = reading.article
    content = spans_of(article, correction.targets, "content")
    source = spans_of(article, correction.targets, "source")
    cue = spans_of(article, correction.targets, "cue")
    if not content or source is None or cue is None:
        return NO_WORDS
    found = statement_at(reading, content)
    if found is None:
        parts = {"source": source, "cue": cue, "content": content}
        places = [f"{name} {s.start}:{s.end}" for name, some in parts.items() for s in some]
        found = Attribution(
            id=digest_id("attribution", article.id, *places),
            article_id=article.id,
            source=source,
            cue=cue,
            content=content,
            form=_form(content),
            act=None,
            negated=False,
            speaker=None,
            speaker_how=None,
            holder=_holder(reading, content),
        )
        reading = replace(reading, attributions=_by_place((*reading.attributions, found)))
    else:  # a later model finds it by itself
        found = _parted(found, source or found.source, cue or found.cue, content)
        reading = _put(reading, found)
    if "speaker" in dict(correction.values):
        reading = _with_speaker(reading, found, correction)
    return _Done(reading, found.id)


def _holder(reading: Reading, content: Sequence[Span]) -> str | None:
    """The statement with the least content around `content`."""
    inner = _characters(content)
    around = [(len(_characters(it.content)), it.id) for it in reading.attributions]
    outer = {it.id: _characters(it.content) for it in reading.attributions}
    return min(((size, ident) for size, ident in around if inner < outer[ident]), default=(0, None))[1]


def _form(content: Sequence[Span]) -> Form:
    words = [span.text.strip() for span in content]
    if all(text[:1] in _QUOTES and text[-1:] in _QUOTES for text in words):
        return "direct"
    return "mixed" if any(mark in text for text in words for mark in _QUOTES) else "indirect"


def _put(reading: Reading, changed: Attribution) -> Reading:
    """`reading` with a statement in place of the one of its id."""
    return replace(
        reading,
        attributions=_by_place(changed if it.id == changed.id else it for it in reading.attributions),
    )


def _by_place(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    return tuple(
        sorted(
            attributions,
            key=lambda it: (
                min((span.start for span in it.content), default=-1),
                -max((span.end for span in it.content), default=-1),
                it.id,
            ),
        )
    )
