"""What kind of thing a name names: by its words, by what stands beside it and elsewhere in the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.record import HEADLINE_KINDS, Article, ChainKind, Syntax
from onrecord.resolve.bodies import short_forms
from onrecord.resolve.headings import headings
from onrecord.resolve.names import (
    GENDER_OF_PRONOUN,
    NameMention,
    gender_of_given_name,
    is_given_name,
    is_human,
    is_thing,
    kind_of_words,
    surname_of,
    usual_kind_of_words,
)
from onrecord.resolve.words import values, words

_LOCATIVE = frozenset({"in", "near", "outside", "at", "across", "around", "through"})
_SETTLEMENTS = frozenset(
    ["city", "town", "village", "port", "island", "province", "region", "suburb", "hamlet", "municipality"]
)
_SON_OF = frozenset({"bin", "bint", "ibn"})  # whoever has such a name is called by the word before it
LONGEST_HOUSE = 7  # words of a caption from "for" to its end
_CREDITS = frozenset(
    {"photo", "photos", "photograph", "photographs", "picture", "pictures", "image", "credit", "illustration"}
)
_PICTURES = frozenset(
    {"Photo", "Photos", "Images", "Image", "Picture", "Pictures", "Getty", "AP", "AFP", "Reuters"}
)


def settle_kinds(mentions: Sequence[NameMention], syntax: Syntax) -> None:
    """Give one name one kind: what is a person's full name, or the end of one, is that person everywhere.

    But for a place that is named where places are named ("in Darro").
    """
    tokens = syntax.tokens
    kinds_by_words(mentions, syntax)
    elsewhere: dict[tuple[str, ...], list[tuple[str, ...]]] = {}  # by all words but one
    for name in {m.words for m in mentions if m.kind != "person" and len(m.words) > 1}:
        for others in _all_but_one(name):
            elsewhere.setdefault(others, []).append(name)
    for m in mentions:
        if m.kind == "person" and any(
            _misspelt(m.words, name) for others in _all_but_one(m.words) for name in elsewhere.get(others, ())
        ):
            m.kind = "place"  # "North Vardneia", when the article has North Vardenia
    full = {m.words for m in mentions if m.kind == "person" and len(m.words) > 1}
    ends = {words[k:] for words in full for k in range(1, len(words))}
    ends |= {words[:1] for words in full if is_given_name(words[0]) or words[1] in _SON_OF}
    ends |= {(surname_of(words),) for words in full}
    things = {m.words[:-1] for m in mentions if kind_of_words(m.words) is not None}
    places = {m.words for m in mentions if _is_place(m, syntax)} | _peopled(mentions, syntax)
    votes: dict[tuple[str, ...], Counter[ChainKind]] = {}
    for m in mentions:
        votes.setdefault(m.words, Counter())[m.kind] += 1
    located = Counter(m.words for m in mentions if m.start and tokens[m.start - 1].text.lower() in _LOCATIVE)
    located -= Counter(m.words for m in mentions if m.kind == "person" and treated_as_person(syntax, m))
    full |= _meant_by_pronouns(mentions, syntax)
    short = set().union(*(short_forms(m.words) for m in mentions if m.kind == "organisation"))
    short -= {m.words for m in mentions if m.kind == "person" and _called_person(syntax, m)}
    for m in mentions:
        here = m.kind == "place" and m.start > 0 and tokens[m.start - 1].text.lower() in _LOCATIVE
        if m.words in full or (m.words in ends and not here):
            m.kind = "person"
        elif m.words in short and (m.kind == "person" or _tells_paper(m, syntax)):
            m.kind = "organisation"
        elif m.kind != "group" and not here and " ".join(m.words) in words("body-sort"):
            m.kind = "organisation"  # "Reuters"
        elif m.words in places or (m.kind == "person" and (m.words in things or m.words in located)):
            m.kind = "place"
        else:
            m.kind = max(votes[m.words], key=lambda kind: (votes[m.words][kind], kind))


def _tells_paper(mention: NameMention, syntax: Syntax) -> bool:
    """Whether a name stands before what was published: "a Halden poll"."""
    last = syntax.tokens[mention.end - 1]
    above = syntax.tokens[last.head]
    return last.dep in ("compound", "nmod") and above.index == mention.end and above.lemma in words("paper")


def _meant_by_pronouns(mentions: Sequence[NameMention], syntax: Syntax) -> set[tuple[str, ...]]:
    """Bare names, of no group, behind which stands "he" or "she" in two sentences that name nobody else."""
    tokens = syntax.tokens
    people: dict[int, set[tuple[str, ...]]] = {}
    for m in mentions:
        if m.kind == "person":
            people.setdefault(tokens[m.start].sentence, set()).add(m.words)
    meant: dict[tuple[str, ...], set[int]] = {}
    for m in mentions:
        head = tokens[m.end - 1]
        if m.kind == "group" or len(m.words) > 1 or head.dep not in ("nsubj", "nsubjpass", "poss"):
            continue
        after = syntax.sentence_start(head.sentence) + syntax.sentence_length(head.sentence)
        told = any(tokens[i].text.lower() in GENDER_OF_PRONOUN for i in range(m.end, after))
        if told and people.get(head.sentence, set()) <= {m.words}:
            meant.setdefault(m.words, set()).add(head.sentence)
    return {name for name, sentences in meant.items() if len(sentences) > 1}


def kinds_by_words(mentions: Sequence[NameMention], syntax: Syntax) -> None:
    """Correct kinds by the words of the names alone, but where the article treats a name as a person's."""
    personal = {m.words for m in mentions if m.kind == "person" and treated_as_person(syntax, m)}
    for m in mentions:
        kind = kind_of_words(m.words)
        if m.kind == "person" and kind is not None:
            m.kind = kind
        elif m.kind == "person" and m.words not in personal:
            m.kind = usual_kind_of_words(m.words) or m.kind
        elif (
            m.kind == "organisation" and len(m.words) > 1 and values("last-word").get(m.words[-1]) == "place"
        ):
            m.kind = "place"  # "Ferrin Lock"
        elif m.kind == "place" and kind == "organisation" and m.words[-1] not in words("place-too"):
            m.kind = "organisation"  # "Center for Tidal Studies", which is no harbour


def treated_as_person(syntax: Syntax, mention: NameMention) -> bool:
    """Whether something beside a name says that it is somebody's: a title, a description, what people do."""
    tokens = syntax.tokens
    head = tokens[mention.end - 1]
    who = mention.end + 1 < len(tokens) and tokens[mention.end + 1].text.lower() == "who"
    acts = head.dep == "nsubj" and tokens[head.head].lemma in words("human-act")
    return who or acts or _called_person(syntax, mention)


def _called_person(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a title, a description, an honorific or a given name says that a name is somebody's."""
    tokens = syntax.tokens
    run = range(mention.start, mention.end)
    if mention.gender is not None or gender_of_given_name(mention.words) is not None:
        return True
    if any(is_human(tokens[k].lemma) for i in run for k in syntax.all(i, "appos")):
        return True
    before = tokens[mention.start - 1] if mention.start else None
    human = before is not None and is_human(before.text.lower().rstrip("."))
    return before is not None and human and before.head in run and before.lemma not in words("body-too")


def without_things(article: Article, syntax: Syntax, mentions: Sequence[NameMention]) -> list[NameMention]:
    """`mentions` without those of persons who are nobody: prizes, laws, wars, photographers, and the words
    of a capitalised headline that the tagger took for a name; and without nouns in capitals."""
    heads = {n for n in headings(syntax) if article.blocks[n].kind in HEADLINE_KINDS}
    known = {m.words for m in mentions if syntax.block_of(m.start) not in heads}
    known |= {name[-1:] for name in known} | {name[:1] for name in known}
    personal = {m.words for m in mentions if m.kind == "person" and treated_as_person(syntax, m)}
    surnames = {m.words[-1] for m in mentions if m.kind == "person" and len(m.words) > 1}

    def is_nobody(m: NameMention) -> bool:
        if words("no-name").issuperset(m.words):
            return True  # "the super PAC"
        if _is_hearsay(syntax, m):
            return True
        if m.kind != "person":
            return False
        if len(m.words) == 1 and m.words[0] in words("kin") and m.words[0] not in surnames:
            return True  # "Dad": somebody's, without a name
        if _is_credit(article, syntax, m) or any(word.isdigit() for word in m.text.split()):
            return True
        if is_thing(m.words) and (m.words not in personal or values("last-word").get(m.words[-1]) == "thing"):
            return True
        return (
            syntax.block_of(m.start) in heads
            and len(m.words) > 1
            and m.words not in known
            and m.words[-1:] not in known
            and gender_of_given_name(m.words) is None
        )

    return [m for m in mentions if not is_nobody(m)]


def _is_hearsay(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a word only says that something is told: "Rumour has it that ..."."""
    behind = [t.text.lower() for t in syntax.tokens[mention.end : mention.end + 2]]
    told = behind[1:] == ["it"] and behind[0] in ("has", "had")
    return told and len(mention.words) == 1 and mention.words[0] in words("hearsay")


def _is_credit(article: Article, syntax: Syntax, mention: NameMention) -> bool:
    """Whether a name is a photographer's: "Photo: Ada Mer", "Photograph by Ada Mer", "AP Photo/Ada Mer".

    In a caption also "Ada Mer/Merpress", and "Ada Mer for the Herald" at its end.
    """
    tokens = syntax.tokens
    block = syntax.block_of(mention.start)
    caption = article.blocks[block].kind == "caption"
    before, end = mention.start - 2, mention.end
    if len(mention.words) < 2:
        return False
    if caption and end < len(tokens) and syntax.block_of(end) == block:
        rest = [t for t in tokens[end : end + LONGEST_HOUSE] if syntax.block_of(t.index) == block]
        opens = syntax.sentence_start(tokens[mention.start].sentence) == mention.start
        closes = len(rest) < LONGEST_HOUSE and opens
        if tokens[end].text == "/" or (tokens[end].text == "for" and closes):
            return True
    if before < 0:
        return False
    told, mark = tokens[before].text, tokens[before + 1].text
    if mark == "/":
        return told in _PICTURES or (caption and told[0].isupper())
    return mark in (":", "by") and told[0].isupper() and told.lower() in _CREDITS


def _is_place(mention: NameMention, syntax: Syntax) -> bool:
    """Whether what the tagger takes for a body is called a place: "the city of Darro", "the Darro quay"."""
    tokens = syntax.tokens
    if mention.kind != "organisation" or kind_of_words(mention.words) == "organisation":
        return False
    before = mention.start - 1
    if before > 0 and tokens[before].text == "of" and tokens[before - 1].lemma in _SETTLEMENTS:
        return True
    head = tokens[tokens[mention.end - 1].head]
    place = values("last-word").get(head.lemma) or values("soft-word").get(head.lemma)
    return (
        tokens[mention.end - 1].dep == "compound"
        and head.index == mention.end
        and head.text.islower()
        and place == "place"
        and not tokens[mention.start].text.isupper()
        and mention.start > 0
        and tokens[mention.start - 1].text.lower() == "the"
    )


def _peopled(mentions: Iterable[NameMention], syntax: Syntax) -> set[tuple[str, ...]]:
    """Bare names whose people the article names: "Vardenia", where it has "Vardenian" too."""
    adjectives = {t.text.casefold() for t in syntax.tokens if t.text[0].isupper() and t.text.endswith("an")}
    return {
        m.words
        for m in mentions
        if len(m.words) == 1
        and m.gender is None
        and m.words[0].endswith("a")
        and f"{m.words[0]}n" in adjectives
    }


def _all_but_one(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words with each of them in turn replaced by none."""
    return [(*words[:k], "", *words[k + 1 :]) for k in range(len(words))]


def _misspelt(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether `words` are the words of `name` with one letter changed in one of them."""
    if len(words) != len(name) or words == name:
        return False
    differ = [(a, b) for a, b in zip(words, name, strict=True) if a != b]
    (a, b), *more = differ
    return not more and len(a) == len(b) >= 5 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
