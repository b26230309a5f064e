"""What a role is of: the name of a body, a place or a person, or the words for one that has no name."""

from __future__ import annotations

from collections.abc import Collection
from itertools import takewhile

from onrecord.record import Parsed, Syntax
from onrecord.resolve.names import is_human
from onrecord.resolve.words import values, words

LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_DEMONYMS = ("an", "ese", "ish", "i", "ic")
LONGEST_PLACE = 4  # words from "in" to the end of the place's name
LONGEST_UNNAMED = 5  # words of an affiliation without a name ("the joint river commission")
LONGEST_TOLD = 7  # words from the mark behind a body to the noun that says what it is
# What has people who run it, and no name of a kind that tells.
_SITES = frozenset(
    [
        "city",
        "club",
        "dam",
        "farm",
        "plant",
        "reactor",
        "reserve",
        "ship",
        "theatre",
        "theater",
        "village",
        "zoo",
    ]
)
# What is no affiliation of whose it seems: "the year's best player", "the world's first pilot".
_TIMES = frozenset(
    [
        "century",
        "day",
        "decade",
        "hour",
        "moment",
        "month",
        "night",
        "season",
        "time",
        "week",
        "world",
        "year",
    ]
)
_NO_BODY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "EVENT", "LAW"})


def affiliates(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    """Whether a word belongs to the name of a body, a place or a people."""
    name = syntax.tokens[token].name
    return name >= 0 and parsed.names[name].label in LABELS


def named_phrase(parsed: Parsed, syntax: Syntax, goal: int, name: Collection[int]) -> tuple[int, ...]:
    """The name that a phrase holds at its head, without an article; () when it is no name.

    Also the name behind what it names: "the barge Old Patience", "animal health company Merpress".
    `name` has the words of whoever has the role, which are no part of it.
    """
    tokens = syntax.tokens
    number = tokens[goal].name
    if number < 0:
        run = _name_in(parsed, syntax, goal)
    elif parsed.names[number].label in LABELS | {"PERSON"}:
        run = tuple(range(parsed.names[number].start_token, parsed.names[number].end_token))
    else:
        run = ()
    return () if any(i in name for i in run) else trimmed(syntax, run)


def _name_in(parsed: Parsed, syntax: Syntax, goal: int) -> tuple[int, ...]:
    tokens = syntax.tokens
    if tokens[goal].tag == "NNP":
        named = [
            i for i in syntax.subtree(goal) if affiliates(parsed, syntax, i) and tokens[i].dep == "compound"
        ]
        return tuple(range(named[0], goal + 1)) if named else ()
    beside = [i for i in syntax.all(goal, "appos") if i > goal and tokens[i].tag == "NNP"]
    if not beside:
        return ()
    first = min(i for i in syntax.subtree(beside[0]) if i > goal)
    run = tuple(range(first, beside[0] + 1))
    close = first == goal + 1 and all(tokens[i].tag in ("NNP", "NNPS") for i in run)
    return run if close else ()


def unnamed_phrase(
    parsed: Parsed, syntax: Syntax, goal: int, name: Collection[int], *, owner: bool = False
) -> tuple[int, ...]:
    """A body, a place or a person in a phrase without a name: "the president", "the joint river commission".

    () for anything else: the law in "professor of law" is a subject. An `owner` ("the lighthouse's keeper")
    may be anything but a time.
    """
    tokens = syntax.tokens
    if tokens[goal].tag != "NN" or syntax.child(goal, "poss") is not None:
        return ()
    lemma = tokens[goal].lemma.lower()
    definite = any(tokens[i].text.lower() in ("the", "that", "this") for i in syntax.all(goal, "det"))
    kind = values("last-word").get(lemma)
    known = lemma in words("body") or kind is not None or lemma in _SITES or is_human(lemma)
    known = known or (owner and lemma not in _TIMES)
    if not known or not definite:
        return ()
    first = min((i for i in syntax.subtree(goal) if i < goal), default=goal)
    run = tuple(range(first, goal + 1))
    return run if len(run) <= LONGEST_UNNAMED and not set(run) & set(name) else ()


def in_general(parsed: Parsed, syntax: Syntax, goal: int) -> tuple[int, ...]:
    """A body that has no name but a place: "a think tank in Tarn", "a Tarn think tank"; else ()."""
    tokens = syntax.tokens
    if tokens[goal].tag != "NN" or tokens[goal].lemma not in words("body"):
        return ()
    det = next((i for i in syntax.all(goal, "det") if tokens[i].text.lower() in ("a", "an")), None)
    if det is None or goal - det > LONGEST_UNNAMED:
        return ()
    end = _placed_at(parsed, syntax, goal)
    placed = end > goal or any(affiliates(parsed, syntax, i) for i in range(det, goal))
    return tuple(range(det, end + 1)) if placed else ()


def with_body(syntax: Syntax, run: tuple[int, ...], title: tuple[int, ...]) -> tuple[int, ...]:
    """An affiliation with the body behind it that its name begins: "Nordavian government", "Mer campaign".

    The body's noun has to leave a word of the title.
    """
    if not run or not title or title != tuple(range(run[-1] + 1, title[-1] + 1)):
        return run
    nouns = list(takewhile(lambda i: syntax.tokens[i].tag[:2] in ("NN", "JJ"), title[:-1]))
    behind = next((i for i in reversed(nouns) if syntax.tokens[i].lemma.lower() in words("body")), run[-1])
    return tuple(range(run[0], behind + 1))


def with_place(parsed: Parsed, syntax: Syntax, run: tuple[int, ...]) -> tuple[int, ...]:
    """The name of a body with where it is: "Naval College in Port Ilesse", "Seoul-based Tarn Institute"."""
    tokens = syntax.tokens
    if not run or not all(_labelled(parsed, syntax, i, "ORG") for i in run):
        return run
    start, end = run[0], run[-1] + 1
    if start > 2 and tokens[start - 1].text == "based" and tokens[start - 2].tag == "HYPH":
        place = start - 3
        while place > 0 and tokens[place].name >= 0 and tokens[place - 1].name == tokens[place].name:
            place -= 1
        start = place if _labelled(parsed, syntax, place, "GPE") else start
    if end < len(tokens) and tokens[end].text == "in" and tokens[end].head in run:
        goal = syntax.child(end, "pobj")
        if goal is not None and goal - end <= LONGEST_PLACE and _labelled(parsed, syntax, goal, "GPE"):
            end = goal + 1
    return tuple(range(start, end))


def told_of(parsed: Parsed, syntax: Syntax, run: tuple[int, ...]) -> tuple[int, ...]:
    """What is said of a body right behind its name: "..., a think tank run by the Nordavian army"."""
    tokens = syntax.tokens
    comma = run[-1] + 1
    if comma < len(tokens) and tokens[comma].text in ("(", "["):
        close = (i for i in range(comma, min(comma + 4, len(tokens))) if tokens[i].text in (")", "]"))
        comma = next(close, comma) + 1
    if comma >= len(tokens) or tokens[comma].text != ",":
        return ()
    if tokens[comma + 1 : comma + 2] and tokens[comma + 1].text == "which":
        return _kept_by(syntax, comma + 1)
    for noun in range(comma + 1, min(comma + 1 + LONGEST_TOLD, len(tokens))):
        if tokens[noun].dep != "appos" or tokens[noun].lemma not in words("body"):
            continue
        by = next((i for i in syntax.all(noun, "acl") if tokens[i].lemma in words("keeping")), None)
        last = max(syntax.subtree(by)) if by is not None else _placed_at(parsed, syntax, noun)
        joined = any(tokens[i].lemma in words("keeping") for i in range(comma + 2, noun))  # "state-run"
        return tuple(range(comma + 1, last + 1)) if last > noun or joined else ()
    return ()


def _kept_by(syntax: Syntax, which: int) -> tuple[int, ...]:
    """Who keeps a body, by the clause behind it: "run by the army" of ", which is run by the army"."""
    tokens = syntax.tokens
    verb = tokens[which].head
    by = next((i for i in syntax.all(verb, "agent") if i > verb), None)
    if tokens[verb].dep != "relcl" or tokens[verb].lemma not in words("keeping") or by is None:
        return ()
    return tuple(range(verb, max(syntax.subtree(by)) + 1))


def _placed_at(parsed: Parsed, syntax: Syntax, noun: int) -> int:
    """The last word of where the body that a noun means is ("a think tank in Tarn"), else the noun itself."""
    for prep in syntax.all(noun, "prep"):
        place = syntax.child(prep, "pobj")
        near = place is not None and syntax.tokens[prep].text == "in" and place - prep <= LONGEST_PLACE
        if near and place is not None and _labelled(parsed, syntax, place, "GPE"):
            return place
    return noun


def _labelled(parsed: Parsed, syntax: Syntax, token: int, label: str) -> bool:
    name = syntax.tokens[token].name
    return name >= 0 and parsed.names[name].label == label


def trimmed(syntax: Syntax, run: tuple[int, ...]) -> tuple[int, ...]:
    """A name without an article before it and a possessive or a mark behind it."""
    tokens = syntax.tokens
    while run and (tokens[run[0]].tag == "DT" or syntax.is_mark(run[0])):
        run = run[1:]
    while run and (tokens[run[-1]].tag == "POS" or syntax.is_mark(run[-1])):
        run = run[:-1]
    return run


def adjective_of_name(parsed: Parsed, syntax: Syntax, token: int) -> bool:
    """Whether a capitalised word before a small one says of what somebody is, though the tagger misread it.

    "Salmoran" in "a former Salmoran water negotiator", whatever the tagger takes it for.
    """
    t = syntax.tokens[token]
    if t.tag not in ("NNP", "JJ") or not t.text[0].isupper() or t.dep not in ("compound", "amod", "nmod"):
        return False
    if t.name >= 0 and (
        parsed.names[t.name].label in _NO_BODY
        or parsed.names[t.name].end_token - parsed.names[t.name].start_token > 1
    ):
        return False
    if t.tag == "JJ" and not t.text.endswith(_DEMONYMS):
        return False  # "a Black composer"
    head = syntax.tokens[t.head]
    first = token == syntax.sentence_start(t.sentence)
    return (
        not first
        and head.index > token
        and head.text.islower()
        and head.lemma not in words("prize-holder")
        and not t.text.isupper()
    )
