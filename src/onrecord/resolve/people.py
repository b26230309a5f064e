"""Who is named in one article: the names that corefer.

Merging two people is the worst error here, so whatever does not decide stays open: a surname that
several people of the article share is nobody's until the text makes it somebody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.record import Article, Parsed, Syntax
from onrecord.resolve.aliases import join_aliases
from onrecord.resolve.bodies import cluster_bodies
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.mentions import find_names
from onrecord.resolve.names import (
    CALLED,
    GENDER_OF_PRONOUN,
    NameMention,
    compatible,
    gender_of_given_name,
    initials,
    is_given_name,
    is_honorific,
    is_human,
    one_edit_apart,
    surname_of,
    undoubled,
)
from onrecord.resolve.words import words

# A person introduced in full keeps a shared surname unsettled for this many blocks.
UNSETTLED_BLOCKS = 1
# A shorter surname that is nearly another's is another surname: "Holm" and "Helm".
LEAST_MISSPELT = 6


@dataclass(slots=True)
class People:
    """The clusters of an article, and the bare names that several of its people could be."""

    clusters: list[Cluster]
    at_token: dict[int, Cluster]
    open_names: dict[int, tuple[Cluster, ...]]  # whom a bare name could mean, by its last token


def find_people(article: Article, parsed: Parsed, syntax: Syntax) -> People:
    """Clusters of the names in an article, in the order of first mention."""
    mentions = find_names(article, parsed, syntax)
    clusters = _cluster_people(mentions)
    persons = [m for m in mentions if m.kind == "person"]
    open_names = _attach_short_names(clusters, persons, syntax, _headlines(article))
    clusters = [c for c in clusters if (_acts(syntax, c) if len(c.words) == 1 else _is_somebody(syntax, c))]
    joined = join_aliases(syntax, clusters)
    clusters = [c for c in clusters if id(c) not in joined]
    open_names = {
        i: tuple({id(p): p for p in (joined.get(id(c), c) for c in some)}.values())
        for i, some in open_names.items()
    }
    clusters += cluster_bodies([m for m in mentions if m.kind != "person"], syntax)
    clusters.sort(key=lambda c: c.first)
    _count_pronouns(clusters, parsed, syntax)
    at_token = {i: c for c in clusters for m in c.mentions for i in range(m.start, m.end)}
    return People(clusters, at_token, open_names)


def _acts(syntax: Syntax, cluster: Cluster) -> bool:
    """Whether a bare name acts or is addressed as a person; else it is a place or a thing, misread.

    What stands after an article ("the Ashava", "the lower Ashava") or before a noun ("Merland papers") is
    none.
    """
    return any(_as_person(syntax, m) for m in cluster.mentions)


def _is_somebody(syntax: Syntax, cluster: Cluster) -> bool:
    """Whether a full name can be a person's: not one that always has "the" before it ("the Ashava Works")."""
    tokens = syntax.tokens
    return not all(
        m.gender is None and m.start > 0 and tokens[m.start - 1].text.lower() == "the"
        for m in cluster.mentions
    )


def _as_person(syntax: Syntax, mention: NameMention) -> bool:
    if mention.gender is not None or _titled(syntax, mention):
        return True
    before = syntax.tokens[mention.start - 1].text.lower() if mention.start else ""
    if before in CALLED:
        return True
    acting = syntax.tokens[mention.end - 1].dep in ("nsubj", "nsubjpass", "poss", "agent")
    river = any(syntax.tokens[i].text.lower() == "the" for i in syntax.all(mention.end - 1, "det"))
    return acting and not river and before not in ("the", "a", "an")


def _cluster_people(mentions: Sequence[NameMention]) -> list[Cluster]:
    """Clusters of the full names."""
    clusters: list[Cluster] = []
    by_word: dict[str, set[int]] = {}  # the numbers of clusters by a word of one of their names
    for m in mentions:
        if m.kind != "person" or len(m.words) < 2:
            continue
        fitting = [
            number
            for number in sorted({number for word in m.words for number in by_word.get(word, ())})
            if compatible(m.words, clusters[number].words) and _same_initials(m, clusters[number])
        ]
        same = [number for number in fitting if clusters[number].words == m.words]
        if sum(bool(clusters[number].initials) for number in fitting) > 1 and not initials(m.text):
            # "Ada Mer" is neither Ada W. nor Ada H.W. Mer where both are named.
            same = fitting = [number for number in same if not clusters[number].initials]
        if len(fitting) == 1 or same:
            chosen = (same or fitting)[0]
            clusters[chosen].add(m)
        else:
            chosen = len(clusters)
            clusters.append(Cluster("person", [m]))
        for word in m.words:
            by_word.setdefault(word, set()).add(chosen)
    return clusters


def _same_initials(mention: NameMention, cluster: Cluster) -> bool:
    """Whether no middle initial differs: "Ada W. Mer" is not "Ada H.W. Mer", but may be "Ada Mer"."""
    own = initials(mention.text)
    others = cluster.initials
    return not own or not others or own in others


def _attach_short_names(
    clusters: list[Cluster], mentions: Sequence[NameMention], syntax: Syntax, headlines: frozenset[int]
) -> dict[int, tuple[Cluster, ...]]:
    """Give each one-word name to the one person it can stand for; returns those that stay open.

    Among several people with that name, it is the one for whom it was used before the others were
    introduced; but not in the block where another is introduced, nor in the next.
    """
    last_words = {c.words[-1] for c in clusters}
    # "Mer" is Ada Mer Jr. only where nobody is called Mer without "Jr."
    juniors = {id(c): name for c in clusters if (name := surname_of(c.words)) not in last_words}
    last_word = {id(c): juniors.get(id(c), c.words[-1]) for c in clusters}
    by_word: dict[str, list[Cluster]] = {}  # by the first word of the name, and by the last
    for c in clusters:
        for end in {c.words[0], last_word[id(c)]}:
            by_word.setdefault(end, []).append(c)
    between: dict[str, list[Cluster]] = {}  # by a word in the middle of the name
    for c in clusters:
        for middle in {*c.words[1:-1]}:
            between.setdefault(middle, []).append(c)
    introduced = {id(c): c.first for c in clusters}  # in full or by surname; a first name introduces nobody
    surnames_known = surnames_of(clusters)
    misspelt: dict[str, list[Cluster]] = {}
    established: dict[str, Cluster] = {}
    open_names: dict[int, tuple[Cluster, ...]] = {}
    named_in: dict[int, set[str]] = {}  # by sentence: the last words of the people who are named in it
    for m in mentions:
        named_in.setdefault(syntax.tokens[m.start].sentence, set()).add(m.words[-1])
    for m in mentions:
        if len(m.words) > 1:
            continue
        word = m.words[0]
        everyone = [
            c
            for c in by_word.get(word, ())
            if (m.gender is None or c.gender is None or c.gender == m.gender)
            and not (word != last_word[id(c)] and gender_of_given_name(c.words) and _has_title(syntax, m))
        ]
        ahead = syntax.rank_of(m.start) > 0 and _in_office(syntax, m)  # a headline names nobody in full
        if ahead and not any(c.first < m.start for c in everyone):
            everyone = []  # "President Mer", before any Mer is introduced: not the pilot Ada Mer further down
        known = [
            c
            for c in everyone
            if (introduced.get(id(c), c.first) if last_word[id(c)] == word else c.first) < m.start
        ] or everyone
        if len(known) > 1:
            known = [c for c in known if not _in_headline_alone(syntax, c, headlines)] or known
        surnames = [c for c in known if last_word[id(c)] == word]
        if len(known) > 1 and len(surnames) == 1 and all(len(c.words) == 2 for c in known):
            known = surnames  # one person's given name is another's surname: news uses surnames
        if not known:
            known = _by_first_surname(m, between.get(word, ()))
        if not known and m.gender is None:
            if word not in misspelt:
                misspelt[word] = _nearly(word, surnames_known)
            known = misspelt[word]
        if len(known) == 1:
            known[0].add(m)
            established.setdefault(word, known[0])
            if last_word[id(known[0])] == word:
                introduced[id(known[0])] = min(introduced.get(id(known[0]), m.start), m.start)
        elif not known:
            person = Cluster("person", [m])
            clusters.append(person)
            last_word[id(person)] = word
            by_word.setdefault(word, []).append(person)
            established.setdefault(word, person)
        else:
            told = _by_pronoun(syntax, m, known, named_in)
            if told is not None:
                told.add(m)
                established.setdefault(word, told)
                continue
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
                open_names[m.end - 1] = tuple(known)
    return open_names


def _by_pronoun(
    syntax: Syntax, mention: NameMention, people: Sequence[Cluster], named_in: Mapping[int, set[str]]
) -> Cluster | None:
    """The one of `people` with a shared surname whom "she" or "he" behind it means: "Mer said she would".

    Only in a sentence that names nobody else, and of people who are all known to be a man or a woman.
    """
    tokens = syntax.tokens
    sentence = tokens[mention.start].sentence
    if len(named_in[sentence]) > 1 or any(c.gender is None for c in people):
        return None
    after = syntax.sentence_start(sentence) + syntax.sentence_length(sentence)
    behind = range(mention.end, after)
    genders = {GENDER_OF_PRONOUN.get(tokens[i].text.lower()) for i in behind} - {None}
    found = [c for c in people if c.gender in genders]
    return found[0] if len(genders) == len(found) == 1 else None


def _by_first_surname(mention: NameMention, people: Sequence[Cluster]) -> list[Cluster]:
    """The one of `people` introduced before who has two surnames, by the first: "Ms. Mer", Ada Mer Lind.

    So Spanish and Portuguese names are shortened, and married names ("Ada Mer Holm"). A given name in the
    middle of a name is nobody's surname.
    """
    (word,) = mention.words
    if is_given_name(word):
        return []
    found = [c for c in people if c.first < mention.start]
    return found if len(found) == 1 else []


def _headlines(article: Article) -> frozenset[int]:
    return frozenset(n for n, block in enumerate(article.blocks) if block.kind == "headline")


def _in_headline_alone(syntax: Syntax, person: Cluster, headlines: frozenset[int]) -> bool:
    """Whether a full name begins a headline, stands nowhere else and begins with no given name we know.

    "Absent Mer skips vote" names Ada Mer, and nobody called Absent.
    """
    full = [m for m in person.mentions if len(m.words) > 1]
    first = full[0].start if full else -1
    return (
        len(full) == 1
        and syntax.block_of(first) in headlines
        and syntax.sentence_start(syntax.tokens[first].sentence) == first
        and gender_of_given_name(person.words) is None
    )


def _has_title(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a courtesy title or an office stands before a bare name, which then is a surname."""
    before = syntax.tokens[mention.start - 1].text.rstrip(".").lower() if mention.start else ""
    return mention.gender is not None or is_honorific(before) or _in_office(syntax, mention)


def _in_office(syntax: Syntax, mention: NameMention) -> bool:
    """Whether what stands before a bare name is more than whose relative that is ("his wife Ada")."""
    return _titled(syntax, mention) and syntax.tokens[mention.start - 1].lemma not in words("kin")


def _titled(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a title stands right before a bare name in running text ("President Mer")."""
    before = mention.start - 1
    return (
        before >= 0
        and syntax.tokens[before].head == mention.start
        and syntax.tokens[before].tag[:2] == "NN"
        and is_human(syntax.tokens[before].lemma)
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
            gender = GENDER_OF_PRONOUN.get(syntax.tokens[i].text.lower())
            if gender is not None:
                cluster.pronouns[gender] += 1


def surnames_of(people: Sequence[Cluster]) -> dict[str, list[Cluster]]:
    """Those of `people` who are named in full, by surname."""
    found: dict[str, list[Cluster]] = {}
    for c in people:
        if len(c.words) > 1:
            found.setdefault(c.words[-1], []).append(c)
    return found


def _nearly(word: str, known: dict[str, list[Cluster]]) -> list[Cluster]:
    """The people whose surname is `word` with a letter added, left out or changed, or another one doubled."""
    if len(word) < LEAST_MISSPELT:
        return []
    found = [
        c
        for surname, some in known.items()
        if one_edit_apart(word, surname) or (word != surname and undoubled(word) == undoubled(surname))
        for c in some
    ]
    return found if len(found) == 1 else []
