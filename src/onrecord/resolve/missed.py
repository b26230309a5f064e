"""Names that the tagger passed over, found by the names that it saw and by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.record import Article, Parsed, Syntax
from onrecord.resolve.bodies import SMALL, is_acronym
from onrecord.resolve.names import (
    NameMention,
    after_title,
    gender_of_given_name,
    gender_of_honorific,
    is_camel,
    is_generation,
    is_human,
    kind_of_words,
    name_words,
    surname_of,
)
from onrecord.resolve.words import words

# Letters of an acronym whose words are looked for.
_ACRONYM = range(3, 7)
# What the tagger makes of surnames that are words ("Ham", "Sanders", "Page").
_NAME_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "UH", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})

_OWNING = frozenset({"'s", "’s", "'", "’"})
APOSTROPHE = re.compile(r"[A-Z][a-z]?['’][A-Z][a-z]\w+")  # a surname like "O’Mer"
# A site that is named as a body is: "Merpress.com".
_SITE = re.compile(r"[A-Z][A-Za-z-]{2,}\.(?:com|org|net)")


def names_missed(
    article: Article, parsed: Parsed, syntax: Syntax, known: Sequence[NameMention]
) -> list[NameMention]:
    """Runs of two to four capitalised proper nouns that something makes a person.

    Names from outside the tagger's training are often missed. A run is a person when a comma and a
    lower-case description of somebody follow, when it begins with a given name, when its last word alone
    is a person elsewhere, or when all of it is.
    """
    taken = {i for m in known for i in range(m.start, m.end)}
    people = {m.words for m in known if m.kind == "person"}
    found: list[NameMention] = []
    tokens, i = parsed.tokens, 0
    while i < len(tokens):
        if i not in taken and (_SITE.fullmatch(tokens[i].text) or _is_known_body(parsed, i)):
            taken.add(i)
            alone = tokens[i].text
            found.append(NameMention(i, i + 1, name_words(alone), alone, "organisation"))
        end = i
        while (
            end < len(tokens)
            and (tokens[end].tag in ("NNP", "NNPS") or APOSTROPHE.fullmatch(tokens[end].text))
            and end not in taken
            and tokens[end].text[0].isupper()
            and syntax.tokens[end].sentence == syntax.tokens[i].sentence
        ):
            end += 1
        if 2 <= end - i <= 4 and end < len(tokens):
            described = any(
                tokens[k].dep == "appos" and tokens[k].tag == "NN"
                for t in range(i, end)
                for k in syntax.children[t]
            )
            text = article.text[tokens[i].start : tokens[end - 1].end]
            run = name_words(text)
            follows = tokens[end].text == "," and described
            if len(run) > 1 and kind_of_words(run) == "organisation" and not taken & {i - 1, end}:
                start = _before_hyphens(parsed, i)
                text = article.text[tokens[start].start : tokens[end - 1].end]
                found.append(NameMention(start, end, name_words(text), text, "organisation"))
            elif len(run) > 1 and all(t.text.replace("’", "").isalpha() for t in tokens[i:end]):
                alike = run in people or run[-1:] in people or gender_of_given_name(run) is not None
                alike = alike or APOSTROPHE.fullmatch(tokens[end - 1].text) is not None
                whole = tokens[i].dep == "compound" and not is_human(tokens[i].lemma)
                title = after_title([t.text for t in tokens[i:end]])
                if (
                    title
                    and tokens[i + title - 1].dep == "compound"
                    and (i == 0 or tokens[i - 1].tag != "DT")
                ):
                    text = article.text[tokens[i + title].start : tokens[end - 1].end]
                    found.append(NameMention(i + title, end, name_words(text), text, "person"))
                elif follows or (alike and whole and kind_of_words(run) is None):
                    found.append(NameMention(i, end, run, text, "person"))
        i = max(end, i + 1)
    return [m for m in found if m.words]


def _before_hyphens(parsed: Parsed, token: int) -> int:
    """Where a name begins of which hyphens part the first words, if these are no body: "Ice-Mer Group"."""
    tokens = parsed.tokens
    while (
        token > 1
        and tokens[token - 1].text == "-"
        and tokens[token - 2].text[0].isupper()
        and tokens[token - 2].text.lower() not in words("body-sort")
        and tokens[token - 2].end == tokens[token - 1].start
        and tokens[token - 1].end == tokens[token].start
    ):
        token -= 2
    return token


def spelled_out(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """Capitalised words that the tagger passed over, of which an acronym that it saw has the initials.

    "Better Boats Now" is a body where the article also names "BBN", and "Bakers' Guild of Tarn" where it
    names "BGT", though the tagger saw "Bakers' Guild" alone.
    """
    tokens = syntax.tokens
    taken = {i: m for m in known for i in range(m.start, m.end)}
    bodies = [m.text for m in known if m.kind == "organisation" and len(m.words) > 1]
    short = {
        m.text
        for m in known
        if m.kind == "organisation" and len(m.text) in _ACRONYM and m.text.isupper() and m.text.isalpha()
    }
    open_ = {text for text in short if not any(is_acronym(text, name) for name in bodies)}
    found: list[NameMention] = []
    for t in tokens:
        for letters in open_:
            run = _run_of(syntax, t.index, letters)
            inside = {taken[i].kind for i in run if i in taken}
            whole = all(
                i not in taken or (run.start <= taken[i].start and taken[i].end <= run.stop)
                for i in (*run, run.stop)
            )
            longer = len(run) > len(letters) and inside <= {"organisation", "place"}
            if run and whole and (not inside or longer):
                text = article.text[t.start : tokens[run[-1]].end]
                found.append(NameMention(run.start, run.stop, name_words(text), text, "organisation"))
    return found


def _run_of(syntax: Syntax, start: int, letters: str) -> range:
    """The capitalised words of one sentence from `start` on that begin with these letters, each in turn.

    Small words and the mark of an owner may stand between them ("Bakers’ Guild of Tarn"); else empty.
    """
    tokens = syntax.tokens
    i = start
    for number, letter in enumerate(letters):
        while number and i < len(tokens) and (tokens[i].text in SMALL or tokens[i].text in _OWNING):
            i += 1
        if i >= len(tokens) or tokens[i].sentence != tokens[start].sentence:
            return range(0)
        if tokens[i].text[0] != letter or tokens[i].text.isupper():
            return range(0)
        i += 1
    return range(start, i)


def _is_known_body(parsed: Parsed, token: int) -> bool:
    """Whether a proper noun that stands alone is a well-known body: "Twitter", but not "the Board"."""
    t = parsed.tokens[token]
    word = t.text.casefold()
    proper = is_camel(t.text) or (t.tag == "NNP" and t.text[0].isupper())
    if not proper or t.dep == "compound" or word not in words("body-sort"):
        return False
    beside = (parsed.tokens[i] for i in (token - 1, token + 1) if 0 <= i < len(parsed.tokens))
    common = word in words("body") or word in words("last-word") or word in words("short-name")
    return not common and not any(b.tag[:3] == "NNP" or b.text.lower() == "the" for b in beside)


def same_words_elsewhere(syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """The names of what is no person, where the tagger passed over them or saw but a part of them.

    A name of several words wins over what was seen inside it ("TODAY" in "TARN TODAY"). A single word that
    is no proper noun by its tag has to be one that the article never writes small.
    """
    tokens = syntax.tokens
    names: dict[str, list[NameMention]] = {}  # by the first word
    for m in known:
        body = m.kind != "person" or " ".join(m.words) in words("body-sort")
        if body and len(m.text) > 2 and "," not in m.text:
            names.setdefault(tokens[m.start].text, []).append(m)
    mention_at = {i: m for m in known for i in range(m.start, m.end)}
    small = {t.text for t in tokens if t.text.islower()}
    found: dict[int, NameMention] = {}
    for t in tokens:
        for m in names.get(t.text, ()):
            end = t.index + m.end - m.start
            run = range(t.index, end)
            if [tokens[i].text for i in run if i < len(tokens)] != [x.text for x in tokens[m.start : m.end]]:
                continue
            seen = {id(x): x for i in run if (x := mention_at.get(i)) is not None}
            inside = all(
                t.index <= x.start and x.end <= end and len(x.words) < len(m.words) and x.kind != "person"
                for x in seen.values()
            )
            alone = len(run) > 1 or t.tag in ("NNP", "NNPS") or t.text.lower() not in small
            if inside and alone and _stands_alone(syntax, run, mention_at):
                before = found.get(t.index)
                if before is None or before.end < end:
                    found[t.index] = NameMention(t.index, end, m.words, m.text, m.kind)
    return list(found.values())


def _stands_alone(syntax: Syntax, run: range, mention_at: Mapping[int, NameMention]) -> bool:
    """Whether a run of words is no part of a longer name."""
    tokens = syntax.tokens
    if tokens[run[-1]].tag[:2] != "NN" or (len(run) == 1 and tokens[run[-1]].dep == "compound"):
        return False
    beside = [i for i in (run.start - 1, run.stop) if 0 <= i < len(tokens)]
    if len(run) == 1:
        return not any(i in mention_at for i in beside)
    return not any(tokens[i].tag[:3] == "NNP" and tokens[i].text[0].isupper() for i in beside)


def labels(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """The people before whose words a transcript has their names in capitals: "ADA MER:", "MER, HOST:"."""
    tokens = syntax.tokens
    taken = {i for m in known for i in range(m.start, m.end)}
    runs: list[range] = []
    for colon in (t.index for t in tokens if t.text == ":"):
        end = _end_of_name(syntax, colon)
        start = end
        while start > 0 and tokens[start - 1].text.isupper() and tokens[start - 1].text[0].isalpha():
            start -= 1
        opens = start == 0 or syntax.block_of(start - 1) != syntax.block_of(start)
        if opens and 1 <= end - start <= 3 and not taken & set(range(start, end)):
            runs.append(range(start, end))
    texts = [article.text[tokens[run.start].start : tokens[run.stop - 1].end] for run in runs]
    names = [name_words(text) for text in texts]
    surnames = {m.words[-1] for m in known if m.kind == "person"}
    surnames |= {name[-1] for name in names if gender_of_given_name(name) is not None}
    return [
        NameMention(run.start, run.stop, name, text, "person")
        for run, name, text in zip(runs, names, texts, strict=True)
        if name and name[-1] in surnames
    ]


def _end_of_name(syntax: Syntax, colon: int) -> int:
    """Where the name in a label ends: at its colon, or before a comma (", HOST")."""
    tokens = syntax.tokens
    comma = colon
    while comma > 0 and (tokens[comma - 1].text.isupper() or tokens[comma - 1].text in (",", "-", "&")):
        comma -= 1
        if tokens[comma].text == ",":
            return comma
    return colon


def bare_surnames(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """Capitalised words outside every known name that are the surname of a person named in full."""
    taken = {i for m in known for i in range(m.start, m.end)}
    full = {m.words for m in known if m.kind == "person" and len(m.words) > 1}
    # A family name comes first in many names of three words.
    surnames = {surname_of(words) for words in full} | {words[0] for words in full if len(words) > 2}
    found: list[NameMention] = []
    for token in syntax.tokens:
        if (
            token.index in taken
            or token.tag not in _NAME_TAGS
            or not token.text[0].isupper()
            or (
                token.tag[:2] == "VB"
                and token.dep not in ("nsubj", "nsubjpass", "poss")
                and _begins_sentence(syntax, token.index)
            )
        ):
            continue
        word = name_words(token.text)
        beside = {token.index - 1, token.index + 1} & taken
        if len(word) == 1 and word[0] in surnames and not beside:
            before = syntax.tokens[token.index - 1].text.rstrip(".").casefold() if token.index else ""
            gender = gender_of_honorific(before)
            end = token.index + 1
            if end < len(syntax.tokens) and is_generation(syntax.tokens[end].text):
                end += 1  # "Mer Jr." is not Mer
            text = article.text[token.start : syntax.tokens[end - 1].end]
            found.append(NameMention(token.index, end, name_words(text), text, "person", gender))
    return found


def _begins_sentence(syntax: Syntax, token: int) -> bool:
    return (
        token == 0
        or syntax.tokens[token - 1].sentence != syntax.tokens[token].sentence
        or (syntax.tokens[token - 1].text in "\"“‘''")
    )
