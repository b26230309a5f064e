"""Names in one article: where they stand, and whether they name people."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Article, ChainKind, Name, Parsed, Syntax
from onrecord.resolve.announced import with_announced
from onrecord.resolve.bodies import acronyms_missed, completed
from onrecord.resolve.headings import cut_in_headings
from onrecord.resolve.kinds import kinds_by_words, settle_kinds, without_things
from onrecord.resolve.missed import (
    APOSTROPHE,
    bare_surnames,
    labels,
    names_missed,
    same_words_elsewhere,
    spelled_out,
)
from onrecord.resolve.names import (
    CALLED,
    Gender,
    NameMention,
    after_title,
    gender_of_given_name,
    gender_of_honorific,
    gender_of_seldom_name,
    is_generation,
    is_given_name,
    is_honorific,
    is_human,
    kind_of_words,
    name_words,
)
from onrecord.resolve.siblings import share_surnames
from onrecord.resolve.things import without_namesakes
from onrecord.resolve.words import values, words

_KIND_OF_LABEL: dict[str, ChainKind] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_SURE_ENDINGS = ("man", "woman", "ist", "person")  # "-er" ends given names too ("Parker")
_BEFORE_NAMES = frozenset({"top", "longtime", "twins", "triplets"})
_BREAKS = frozenset({"’s", "'s", "‘s", "’", "—", "–", "[", "]", "“", "”", "‘", '"', ":", ";", "/"})


def find_names(article: Article, parsed: Parsed, syntax: Syntax) -> list[NameMention]:
    """The names of people, bodies, groups and places in text order, each name of one kind throughout.

    The tagger's names, corrected by what stands beside them: it knows few names from outside the news
    that it was trained on.
    """
    mentions = [
        m for name in parsed.names if not _is_member(syntax, name) for m in _mention(article, parsed, name)
    ]
    mentions = completed(article, syntax, _join_courts(article, syntax, mentions))
    mentions = with_announced(article, syntax, mentions)
    mentions += names_missed(article, parsed, syntax, mentions)
    mentions += spelled_out(article, syntax, mentions)
    mentions += same_words_elsewhere(syntax, mentions)
    mentions += acronyms_missed(syntax, mentions)
    mentions += labels(article, syntax, mentions)
    _extend_to_given_names(article, syntax, mentions)
    _find_persons_by_context(parsed, syntax, mentions)
    cut_in_headings(article, syntax, mentions)
    kinds_by_words(mentions, syntax)
    mentions = without_namesakes(syntax, without_things(article, syntax, mentions))
    mentions += bare_surnames(article, syntax, mentions)
    mentions = share_surnames(syntax, _without_overlap(mentions))
    settle_kinds(mentions, syntax)
    return mentions


def _without_overlap(mentions: Sequence[NameMention]) -> list[NameMention]:
    """`mentions` in text order, without those that lie in a longer one."""
    kept: list[NameMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return kept


def _is_member(syntax: Syntax, name: Name) -> bool:
    """Whether a party's name describes somebody: "the Tarn Democrat"."""
    token = syntax.tokens[name.end_token - 1]
    return (
        name.label == "NORP"
        and token.tag in ("NN", "NNP")
        and token.dep not in ("compound", "amod", "nmod")
        and is_human(token.lemma)
        and syntax.child(token.index, "det") is not None
    )


def _mention(article: Article, parsed: Parsed, name: Name) -> list[NameMention]:
    """What a tagged run names: mostly one thing, none where it is no name."""
    person = _person_of_body(article, parsed, name)
    if person is None:
        return _of_run(article, parsed, name.label, name.start_token, name.end_token)
    body = _of_run(article, parsed, name.label, name.start_token, person - 1)
    return body + _of_run(article, parsed, "PERSON", person, name.end_token)


def _person_of_body(article: Article, parsed: Parsed, name: Name) -> int | None:
    """Where the person begins in a run like "Merpress’s Ada Mer" that is tagged as one body."""
    if name.label == "PERSON":
        return None
    for i in range(name.start_token + 1, name.end_token - 2):
        if parsed.tokens[i].tag == "POS" or parsed.tokens[i].text in _BREAKS:
            start, end = parsed.tokens[i + 1].start, parsed.tokens[name.end_token - 1].end
            rest = name_words(article.text[start:end])
            given = gender_of_given_name(rest) or gender_of_seldom_name(rest)
            if given is not None and kind_of_words(rest) is None:
                return i + 1
    return None


def _of_run(article: Article, parsed: Parsed, label: str, start: int, end: int) -> list[NameMention]:
    kind = _KIND_OF_LABEL.get(label)
    if end - start == 1 and _is_cut_short(parsed, start):
        kind = "person"
    last = parsed.tokens[end - 1].text
    if kind is None and label in ("WORK_OF_ART", "PRODUCT") and last[:1].isupper():
        kind = kind_of_words(name_words(last) or ("",))  # "The Herald", taken for a book
    if kind is None:
        return []
    tokens = parsed.tokens
    while end > start and (tokens[end - 1].tag in ("POS", "_SP") or not tokens[end - 1].text[0].isalnum()):
        end -= 1
    if kind == "organisation":
        start, end = _body_alone(parsed, start, end)
    if kind in ("organisation", "place"):
        title = after_title([t.text for t in tokens[start:end]])
        start, kind = start + title, "person" if title else kind
    if kind == "person":
        start, end = _person_alone(parsed, start, end)
        start = _without_title(parsed, start, end)
    elif end - start > 2 and tokens[end - 1].tag == "CD" and tokens[end - 2].tag == "POS":
        end -= 2  # "Holm's 33 points"
    else:
        end = next((i for i in range(start + 1, end) if _ends_body(parsed, i)), end)
    gender: Gender | None = None
    while start < end:
        word = tokens[start].text.rstrip(".").casefold()
        owner = start + 1 < end and tokens[start + 1].tag == "POS"  # "King's College"
        if is_honorific(word) and not owner and not (start == end - 1 and word in values("surname-too")):
            gender = gender or gender_of_honorific(word)
            kind = "person" if tokens[start].text.endswith(".") else kind
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
    if not words or "\n" in text or "/" in text or (kind == "person" and not text[0].isupper()):
        return []
    return [NameMention(start, end, words, text, kind, gender)]


def _body_alone(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The part of a tagged run that is one body: without "her" or "Mer's", and without what is Merpress's.

    Nothing of a headline's "Mer's Bold Plan".
    """
    tokens = parsed.tokens
    if tokens[start].tag == "PRP$" and tokens[start].text.islower():
        return start + 1, end
    owns = next((i for i in range(start + 1, end - 1) if _owns(parsed, i)), None)
    if owns is None:
        return start, end
    before = [t.text.lower() for t in tokens[start:owns] if t.text.lower() != "the"]
    if " ".join(before) in words("body-sort"):
        return start, owns
    people = {tokens[name.end_token - 1].text.lower() for name in parsed.names if name.label == "PERSON"}
    if not before or before[-1] not in people or len(before) > 2:
        return start, end
    rest = name_words(" ".join(t.text for t in tokens[owns + 1 : end]))
    return (owns + 1 if rest and kind_of_words(rest) == "organisation" else end), end


def _owns(parsed: Parsed, token: int) -> bool:
    """Whether a token is "'s", or the apostrophe of "sailors'"."""
    tokens = parsed.tokens
    apostrophe = tokens[token].text in ("’", "'") and tokens[token - 1].end == tokens[token].start
    return tokens[token].tag == "POS" or apostrophe


def _ends_body(parsed: Parsed, token: int) -> bool:
    """Whether a body's name ends before a word of a tagged run: "Merair Flight 804", "Merpress (Tarn)"."""
    tokens = parsed.tokens
    number = token + 1 < len(tokens) and any(c.isdigit() for c in tokens[token + 1].text)
    return _is_dash(parsed, token) or tokens[token].text == "(" or (tokens[token].text == "Flight" and number)


def _person_alone(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The part of a tagged run that is one person: not "Ada Mer's Merland", nor "Merpress's Ada Mer"."""
    tokens = parsed.tokens
    while end - start > 1 and tokens[start].tag[:2] in ("VB", "MD", "IN", "CC", "PR"):
        if tokens[start].dep == "compound" and _may_be_given(parsed, start):
            break  # "said Will Mer"
        start += 1
    for i in range(start, end):
        if tokens[i].tag == "POS" or tokens[i].text in _BREAKS or _is_dash(parsed, i):
            before, after = i - start, end - i - 1
            return (i + 1, end) if before < 2 <= after and tokens[i + 1].tag == "NNP" else (start, i)
        if i > start and _ends_name(parsed, i, end):
            return start, i
    particle = end < len(tokens) and tokens[end - 1].text in words("particle") and end - start > 1
    if particle and tokens[end].tag == "NNP" and tokens[end].text[0].isupper():
        end += 1  # "Ursa von der" "Mer"
    if end - start == 1 and _is_cut_short(parsed, start):
        end += 1
    return start, end


def _is_cut_short(parsed: Parsed, token: int) -> bool:
    """Whether a given name stands before a surname with an apostrophe: "Ada" "O’Mer"."""
    tokens = parsed.tokens
    behind = token + 1 < len(tokens) and APOSTROPHE.fullmatch(tokens[token + 1].text) is not None
    return behind and _may_be_given(parsed, token)


def _may_be_given(parsed: Parsed, token: int) -> bool:
    word = parsed.tokens[token].text.lower()
    return is_given_name(word) or gender_of_seldom_name((word, "")) is not None


def _ends_name(parsed: Parsed, token: int, end: int) -> bool:
    """Whether a word in a tagged run ends the name before it: "Ada Mer of Merpress", "Ada Mer, File"."""
    t = parsed.tokens[token]
    if t.text == ",":
        return token + 1 < end and not is_generation(parsed.tokens[token + 1].text)
    joined = t.start == parsed.tokens[token - 1].end  # "Jong-un"
    return t.text.islower() and t.text.isalpha() and not joined and t.text not in words("particle")


def _without_title(parsed: Parsed, start: int, end: int) -> int:
    """Where a name begins behind a title that was taken into it: "Billionaire Ada Mer", "Top Ada Mer".

    A title that only its ending tells ("Scotsman") has to stand before a given name.
    """
    tokens = parsed.tokens
    while start < end - 1:
        word = tokens[start].text.rstrip(".").lower()
        told = word.endswith(_SURE_ENDINGS) and is_given_name(tokens[start + 1].text.lower())
        told = word in words("human") or (told and is_human(word))
        titled = told and end - start > 2 and not is_given_name(word)
        titled = titled or word in words("title") or _is_plural_title(parsed, start, end)
        if not titled and word not in _BEFORE_NAMES:
            break
        start += 1
    return start


def _is_plural_title(parsed: Parsed, start: int, end: int) -> bool:
    """Whether a noun for several people stands before the first of them: "Brothers Ada and Otto Mer"."""
    tokens = parsed.tokens
    word = tokens[start].text.lower()
    one = word.removesuffix("s")
    if one == word or not (one in words("human") or one in words("kin")):
        return False
    given = is_given_name(tokens[start + 1].text.lower())
    return given or (end < len(tokens) and tokens[end].text == "and")


def _is_dash(parsed: Parsed, token: int) -> bool:
    """Whether a hyphen or two stand between spaces, as a dash."""
    tokens = parsed.tokens
    if tokens[token].text not in ("-", "--") or not 0 < token < len(tokens) - 1:
        return False
    return tokens[token - 1].end < tokens[token].start and tokens[token].end < tokens[token + 1].start


def _join_courts(article: Article, syntax: Syntax, mentions: list[NameMention]) -> list[NameMention]:
    """The names with what a court is for as its part: "Court of Appeals for the Tarn Circuit"."""
    tokens = syntax.tokens
    at = {m.start: m for m in mentions}
    parts: set[int] = set()
    for m in mentions:
        after = m.end + 2
        behind = at.get(after) or at.get(after - 1)  # with "the" inside the name, or before it
        if m.kind != "organisation" or "court" not in m.words or behind is None or after >= len(tokens):
            continue
        if tokens[m.end].text == "for" and tokens[m.end + 1].text in ("the", "The"):
            m.end = behind.end
            m.text = article.text[tokens[m.start].start : tokens[m.end - 1].end]
            m.words = name_words(m.text)
            parts.add(id(behind))
    return [m for m in mentions if id(m) not in parts]


def _find_persons_by_context(parsed: Parsed, syntax: Syntax, mentions: Sequence[NameMention]) -> None:
    """Make persons of the names that the tagger calls something else, but that the article treats as people.

    A name of two or three words is a person's when a description of one stands beside it ("..., the dam's
    chief engineer", "Energy Minister ...", "..., who", "..., 42,"), or when it begins with a given name.
    """
    tokens = parsed.tokens
    personal: set[tuple[str, ...]] = set()
    for m in mentions:
        short = len(m.words) > 1 and len(m.text.split()) <= 3
        if m.kind == "person" or not short or kind_of_words(m.words) is not None:
            continue
        if m.start > 0 and tokens[m.start - 1].text.lower() == "the":
            continue  # "the Dockers' Caucus"
        run = range(m.start, m.end)
        named = (tokens[i].tag == "HYPH" or tokens[i].tag[:2] == "NN" for i in run)
        if not all(named) or not all(part[0].isupper() for part in m.text.split()):
            continue
        if tokens[m.start].text.isupper() and len(tokens[m.start].text) > 1:
            continue  # a headline, a dateline, an acronym
        told = [k for i in run for k in syntax.all(i, "appos") if is_human(tokens[k].lemma)]
        described = any(
            not any(tokens[i].text.lower() in CALLED for i in syntax.all(k, "acl")) for k in told
        )  # "in Vell Bay, a pilot named Ada Mer" tells nothing of the bay
        described = described or _beside_description(syntax, m)
        titled = m.start > 0 and is_human(tokens[m.start - 1].lemma) and tokens[m.start - 1].head in run
        followed = m.end + 1 < len(tokens) and tokens[m.end].text == ","
        who = followed and tokens[m.end + 1].text.lower() == "who"
        aged = followed and tokens[m.end + 1].text.isdigit() and len(tokens[m.end + 1].text) == 2
        if described or titled or who or aged or gender_of_given_name(m.words) is not None:
            personal.add(m.words)
    for m in mentions:
        if m.words in personal:
            m.kind = "person"


def _beside_description(syntax: Syntax, mention: NameMention) -> bool:
    """Whether a comma sets a name beside what somebody is: "the company's chief engineer, Ada Mer"."""
    tokens = syntax.tokens
    above = tokens[tokens[mention.end - 1].head]
    apart = mention.end < len(tokens) and tokens[mention.end].text == ","
    if apart and above.dep == "pobj" and mention.kind != "place":
        above = tokens[tokens[above.head].head]  # "a pilot from Tarn, Ada Mer,"
    set_apart = mention.start > 1 and tokens[mention.start - 1].text == ","
    described = above.tag == "NN" and above.index < mention.start and is_human(above.lemma)
    return set_apart and described and tokens[mention.end - 1].dep == "appos"


def _extend_to_given_names(article: Article, syntax: Syntax, mentions: Sequence[NameMention]) -> None:
    """Take a capitalised word before a lone surname into the name: "Amila Mer", of which half was seen."""
    taken = {i for m in mentions for i in range(m.start, m.end)}
    tokens = syntax.tokens
    for m in mentions:
        first = m.start - 1
        if m.kind != "person" or first < 0 or first in taken or m.gender is not None:
            continue
        t = tokens[first]
        alone = len(m.words) == 1 or m.words[0] in words("particle")  # "Bin Mer"
        if not alone and (
            gender_of_given_name((t.text.lower(), "")) is None or gender_of_given_name(m.words) is not None
        ):
            continue  # "Debbie" before "Quist Marsh", but nothing before "Ada Mer"
        before = tokens[first - 1] if first and tokens[first - 1].sentence == t.sentence else None
        if (
            t.tag == "NNP"
            and t.dep == "compound"
            and t.head == m.end - 1
            and t.text.isalpha()
            and t.text[0].isupper()
            and not t.text.isupper()
            and not is_human(t.text.lower())
            and not is_honorific(t.text.lower())
            and (
                before is None
                or before.tag not in ("NNP", "DT", "HYPH", "POS", "PRP$")
                or is_human(before.lemma)
            )
            and t.text.lower() not in words("no-given-name")
        ):
            text = article.text[t.start : tokens[m.end - 1].end]
            m.start, m.text, m.words = first, text, name_words(text)
