"""Who is named in one article: the names that corefer.

Merging two people is the worst error here, so whatever does not decide stays open: a surname that
several people of the article share is nobody's until the text makes it somebody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record import Article, ChainKind, Name, Parsed, Syntax
from onrecord.resolve.names import (
    Gender,
    compatible,
    gender_of_given_name,
    gender_of_honorific,
    is_honorific,
    is_human,
    name_words,
)
from onrecord.resolve.words import values

# A person introduced in full keeps a shared surname unsettled for this many blocks.
UNSETTLED_BLOCKS = 1

_KIND_OF_LABEL: dict[str, ChainKind] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip


_PRONOUNS: dict[str, Gender] = {
    "he": "male", "his": "male", "him": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_LOCATIVE = frozenset({"in", "near", "outside", "at", "across", "around", "through"})


@dataclass(slots=True)
class NameMention:
    """A run of tokens that names something."""

    start: int
    end: int  # half-open
    words: tuple[str, ...]
    text: str
    kind: ChainKind
    gender: Gender | None = None  # of an honorific before it


class Cluster:
    """Name mentions that are one person, organisation or place."""

    def __init__(self, kind: ChainKind, mentions: Iterable[NameMention] = ()) -> None:
        self.kind = kind
        self.mentions: list[NameMention] = []
        self.fullest: NameMention  # with the most words; of several, the first
        self.first = -1  # the token at which it is first named
        self.pronouns: Counter[Gender] = Counter()  # that can only mean this person
        self._honorifics: Counter[Gender] = Counter()
        for mention in mentions:
            self.add(mention)

    def add(self, mention: NameMention) -> None:
        """Take in one more mention; mentions come in any order."""
        if not self.mentions or (-len(mention.words), mention.start) < (-len(self.words), self.fullest.start):
            self.fullest = mention
        self.first = mention.start if not self.mentions else min(self.first, mention.start)
        if mention.gender is not None:
            self._honorifics[mention.gender] += 1
        self.mentions.append(mention)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the fullest name."""
        return self.fullest.words

    @property
    def gender(self) -> Gender | None:
        """What an honorific says, else what a given name nearly always tells, else what pronouns agree on."""
        if self._honorifics:
            return self._honorifics.most_common(1)[0][0]
        by_name = gender_of_given_name(self.words)
        if by_name is None and len(self.pronouns) == 1:
            return next(iter(self.pronouns))
        return by_name


@dataclass(slots=True)
class People:
    """The clusters of an article, and the bare names that several of its people could be."""

    clusters: list[Cluster]
    at_token: dict[int, Cluster]
    open_names: dict[int, tuple[NameMention, tuple[Cluster, ...]]]  # by first token


def kind_of_last_word(name: tuple[str, ...]) -> ChainKind | None:
    """What a name with this last word names, whatever the tagger says ("... River"); None: open."""
    kind = values("last-word").get(name[-1])
    return "place" if kind == "place" else "organisation" if kind == "organisation" else None


def find_people(article: Article, parsed: Parsed, syntax: Syntax) -> People:
    """Clusters of the names in an article, in the order of first mention."""
    mentions = [m for name in parsed.names for m in _mention(article, parsed, name)]
    mentions += _names_the_tagger_missed(article, parsed, syntax, mentions)
    _find_persons_by_context(parsed, syntax, mentions)
    mentions += _bare_surnames(article, syntax, mentions)
    mentions.sort(key=lambda m: m.start)
    _settle_kinds(mentions, syntax)
    clusters = _cluster_people(mentions)
    open_names = _attach_short_names(clusters, [m for m in mentions if m.kind == "person"], syntax)
    clusters = [c for c in clusters if len(c.words) > 1 or _acts(syntax, c)]
    clusters += _cluster_others([m for m in mentions if m.kind != "person"], syntax)
    clusters.sort(key=lambda c: c.first)
    _count_pronouns(clusters, parsed, syntax)
    at_token = {i: c for c in clusters for m in c.mentions for i in range(m.start, m.end)}
    return People(clusters, at_token, open_names)


def _mention(article: Article, parsed: Parsed, name: Name) -> list[NameMention]:
    kind = _KIND_OF_LABEL.get(name.label)
    if kind is None:
        return []
    tokens, start, end = parsed.tokens, name.start_token, name.end_token
    while end > start and (tokens[end - 1].tag in ("POS", "_SP") or not tokens[end - 1].text[0].isalnum()):
        end -= 1
    gender: Gender | None = None
    while start < end:
        word = tokens[start].text.rstrip(".").casefold()
        if is_honorific(word):
            gender = gender or gender_of_honorific(word)
        elif not (
            word in ("the", "a", "an") or tokens[start].tag == "_SP" or not tokens[start].text[0].isalnum()
        ):
            break
        start += 1
    if start == end:
        return []
    before = tokens[start - 1].text.rstrip(".").casefold() if start else ""
    gender = gender or gender_of_honorific(before)
    text = article.text[tokens[start].start : tokens[end - 1].end]
    words = name_words(text)
    if not words or "\n" in text or (kind == "person" and not text[0].isupper()):
        return []
    return [NameMention(start, end, words, text, kind, gender)]


def _find_persons_by_context(parsed: Parsed, syntax: Syntax, mentions: Sequence[NameMention]) -> None:
    """Make persons of the names that the tagger calls something else, but that the article treats as people.

    A name of two or three words is a person's when a description of one stands beside it ("..., the dam's
    chief engineer", "Energy Minister ...", "..., who", "..., 42,"), or when it begins with a given name.
    """
    tokens = parsed.tokens
    personal: set[tuple[str, ...]] = set()
    for m in mentions:
        if m.kind == "person" or not 2 <= len(m.words) <= 3 or kind_of_last_word(m.words) is not None:
            continue
        run = range(m.start, m.end)
        if not all(tokens[i].tag[:3] in ("NNP", "HYP") and tokens[i].text[0].isupper() for i in run):
            continue
        if tokens[m.start].text.isupper() and len(tokens[m.start].text) > 1:
            continue  # a headline, a dateline, an acronym
        described = any(is_human(tokens[k].lemma) for i in run for k in syntax.all(i, "appos"))
        titled = m.start > 0 and is_human(tokens[m.start - 1].lemma) and tokens[m.start - 1].head in run
        followed = m.end + 1 < len(tokens) and tokens[m.end].text == ","
        who = followed and tokens[m.end + 1].text.lower() == "who"
        aged = followed and tokens[m.end + 1].text.isdigit() and len(tokens[m.end + 1].text) == 2
        if described or titled or who or aged or gender_of_given_name(m.words) is not None:
            personal.add(m.words)
    for m in mentions:
        if m.words in personal:
            m.kind = "person"


def _names_the_tagger_missed(
    article: Article, parsed: Parsed, syntax: Syntax, known: Sequence[NameMention]
) -> list[NameMention]:
    """Runs of two to four capitalised proper nouns that a subject or an apposition makes a person.

    Names from outside the tagger's training are often missed at the start of a sentence; a run followed
    by a comma and a lower-case description of somebody is a person.
    """
    taken = {i for m in known for i in range(m.start, m.end)}
    found: list[NameMention] = []
    tokens, i = parsed.tokens, 0
    while i < len(tokens):
        end = i
        while (
            end < len(tokens)
            and tokens[end].tag == "NNP"
            and end not in taken
            and tokens[end].text[0].isupper()
        ):
            end += 1
        if 2 <= end - i <= 4 and end < len(tokens):
            described = any(
                tokens[k].dep == "appos" and tokens[k].tag == "NN"
                for t in range(i, end)
                for k in syntax.children[t]
            )
            if tokens[end].text == "," and described and all(t.text.isalpha() for t in tokens[i:end]):
                text = article.text[tokens[i].start : tokens[end - 1].end]
                found.append(NameMention(i, end, name_words(text), text, "person"))
        i = max(end, i + 1)
    return [m for m in found if m.words]


def _bare_surnames(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """Capitalised words outside every known name that are the surname of a person named in full."""
    taken = {i for m in known for i in range(m.start, m.end)}
    full = {m.words for m in known if m.kind == "person" and len(m.words) > 1}
    # A family name comes first in many names of three words.
    surnames = {words[-1] for words in full} | {words[0] for words in full if len(words) > 2}
    found: list[NameMention] = []
    for token in syntax.tokens:
        if (
            token.index in taken
            or token.tag not in ("NNP", "NNPS", "NN", "JJ")
            or not token.text[0].isupper()
        ):
            continue
        words = name_words(token.text)
        beside = {token.index - 1, token.index + 1} & taken
        if len(words) == 1 and words[0] in surnames and not beside:
            before = syntax.tokens[token.index - 1].text.rstrip(".").casefold() if token.index else ""
            gender = gender_of_honorific(before)
            text = article.text[token.start : token.end]
            found.append(NameMention(token.index, token.index + 1, words, text, "person", gender))
    return found


def _acts(syntax: Syntax, cluster: Cluster) -> bool:
    """Whether a bare name acts or is addressed as a person; else it is a place or a thing, misread.

    What stands after an article ("the Ashava") or before a noun ("Merland papers") is none.
    """
    return any(_as_person(syntax, m) for m in cluster.mentions)


def _as_person(syntax: Syntax, mention: NameMention) -> bool:
    if mention.gender is not None:
        return True
    before = syntax.tokens[mention.start - 1].text.lower() if mention.start else ""
    acting = syntax.tokens[mention.end - 1].dep in ("nsubj", "nsubjpass", "poss", "agent")
    return acting and before not in ("the", "a", "an")


def _settle_kinds(mentions: Sequence[NameMention], syntax: Syntax) -> None:
    """Give one name one kind: what is a person's full name, or the end of one, is that person everywhere.

    But for a place that is named where places are named ("in Darro").
    """
    tokens = syntax.tokens
    for m in mentions:
        if m.kind == "person" and (kind := kind_of_last_word(m.words)) is not None:
            m.kind = kind
    elsewhere = {m.words for m in mentions if m.kind != "person" and len(m.words) > 1}
    for m in mentions:
        if m.kind == "person" and any(_misspelt(m.words, name) for name in elsewhere):
            m.kind = "place"  # "North Vardneia", when the article has North Vardenia
    full = {m.words for m in mentions if m.kind == "person" and len(m.words) > 1}
    ends = {words[k:] for words in full for k in range(1, len(words))}
    things = {m.words[:-1] for m in mentions if kind_of_last_word(m.words) is not None}
    votes: dict[tuple[str, ...], Counter[ChainKind]] = {}
    for m in mentions:
        votes.setdefault(m.words, Counter())[m.kind] += 1
    located = {m.words for m in mentions if m.start and tokens[m.start - 1].text.lower() in _LOCATIVE}
    for m in mentions:
        here = m.kind == "place" and m.start > 0 and tokens[m.start - 1].text.lower() in _LOCATIVE
        if m.words in full or (m.words in ends and not here):
            m.kind = "person"
        elif m.kind == "person" and (m.words in things or m.words in located):
            m.kind = "place"
        else:
            m.kind = max(votes[m.words], key=lambda kind: (votes[m.words][kind], kind))


def _misspelt(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether `words` are the words of `name` with one letter changed in one of them."""
    if len(words) != len(name) or words == name:
        return False
    differ = [(a, b) for a, b in zip(words, name, strict=True) if a != b]
    (a, b), *more = differ
    return not more and len(a) == len(b) >= 5 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _cluster_people(mentions: Sequence[NameMention]) -> list[Cluster]:
    """Clusters of the full names."""
    clusters: list[Cluster] = []
    for m in mentions:
        if m.kind != "person" or len(m.words) < 2:
            continue
        fitting = [c for c in clusters if compatible(m.words, c.words)]
        if len(fitting) == 1:
            fitting[0].add(m)
        elif fitting and (same := [c for c in fitting if c.words == m.words]):
            same[0].add(m)
        else:
            clusters.append(Cluster("person", [m]))
    return clusters


def _attach_short_names(
    clusters: list[Cluster], mentions: Sequence[NameMention], syntax: Syntax
) -> dict[int, tuple[NameMention, tuple[Cluster, ...]]]:
    """Give each one-word name to the one person it can stand for; returns those that stay open.

    Among several people with that name, it is the one for whom it was used before the others were
    introduced; but not in the block where another is introduced, nor in the next.
    """
    people = list(clusters)
    established: dict[str, Cluster] = {}
    open_names: dict[int, tuple[NameMention, tuple[Cluster, ...]]] = {}
    for m in mentions:
        if len(m.words) > 1:
            continue
        word = m.words[0]
        everyone = [
            c
            for c in people
            if word in (c.words[0], c.words[-1])
            and (m.gender is None or c.gender is None or c.gender == m.gender)
        ]
        if _titled(syntax, m) and not any(c.first < m.start for c in everyone):
            everyone = []  # "President Mer", before any Mer is introduced: not the pilot Ada Mer further down
        known = [c for c in everyone if c.first < m.start] or everyone
        surnames = [c for c in known if c.words[-1] == word]
        if len(known) > 1 and len(surnames) == 1 and all(len(c.words) == 2 for c in known):
            known = surnames  # one person's given name is another's surname: news uses surnames
        if len(known) == 1:
            known[0].add(m)
            established.setdefault(word, known[0])
        elif not known:
            person = Cluster("person", [m])
            clusters.append(person)
            people.append(person)
            established.setdefault(word, person)
        else:
            usual = established.get(word)
            here = syntax.block_of(m.start)
            unsettled = any(
                0 <= here - syntax.block_of(n.start) <= UNSETTLED_BLOCKS
                for c in known
                if c is not usual
                for n in c.mentions
                if len(n.words) > 1
            )
            if usual is not None and usual in known and not unsettled:
                usual.add(m)
            else:
                open_names[m.start] = (m, tuple(known))
    return open_names


def _titled(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a title stands right before a bare name in running text ("President Mer")."""
    before = mention.start - 1
    return (
        before >= 0 and syntax.tokens[before].head == mention.start and is_human(syntax.tokens[before].lemma)
    )


def _count_pronouns(clusters: Sequence[Cluster], parsed: Parsed, syntax: Syntax) -> None:
    """Count, for each person, the pronouns in sentences that name nobody else and name this one first."""
    people: dict[int, dict[int, Cluster]] = {}
    first: dict[int, int] = {}
    for cluster in clusters:
        if cluster.kind == "person":
            for m in cluster.mentions:
                sentence = syntax.tokens[m.start].sentence
                people.setdefault(sentence, {})[id(cluster)] = cluster
                first[sentence] = min(first.get(sentence, m.start), m.start)
    for number, here in people.items():
        if len(here) != 1:
            continue
        (cluster,) = here.values()
        for i in range(first[number], parsed.sentences[number].end_token):
            gender = _PRONOUNS.get(syntax.tokens[i].text.lower())
            if gender is not None:
                cluster.pronouns[gender] += 1


def _cluster_others(mentions: Sequence[NameMention], syntax: Syntax) -> list[Cluster]:
    """Clusters of organisations, groups and places: the same words, or an acronym given in brackets."""
    clusters: dict[tuple[tuple[str, ...], ChainKind], Cluster] = {}
    last: NameMention | None = None
    for m in mentions:
        key = (m.words, m.kind)
        cluster = clusters.get(key)
        bracketed = (
            last is not None and m.start - last.end <= 1 and syntax.tokens[m.start - 1].text in ("(", "[")
        )
        if cluster is None and bracketed and last is not None and _is_acronym(m.text, last.text):
            cluster = clusters[last.words, last.kind]
            clusters[key] = clusters[m.words, last.kind] = cluster
        if cluster is None:
            cluster = clusters[key] = Cluster(m.kind)
        cluster.add(m)
        last = m
    return list({id(c): c for c in clusters.values()}.values())


def _is_acronym(short: str, name: str) -> bool:
    """Whether `short` is the capitals of `name`, in order: "PRA" for "Port and River Authority"."""
    letters = [c for c in short if c.isalpha()]
    capitals = [word[0] for word in name.replace("-", " ").split() if word[0].isupper()]
    return len(letters) > 1 and short.isupper() and letters == capitals
