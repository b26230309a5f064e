"""Whether a noun phrase can name somebody by what the article says they are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from onrecord.record import Syntax
from onrecord.resolve.bodysorts import nouns_for
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.discourse import Discourse, Known, Referent
from onrecord.resolve.foundroles import FoundRole
from onrecord.resolve.referring import Referring
from onrecord.resolve.words import groups, values, words

# whole: the noun and all words before it that tell something fit; head: the noun alone stands there and fits;
# part: the noun fits, but not every word before it.
RoleFit = Literal["whole", "head", "part", "none"]


# What somebody is who does this: "who heads the port".
_HEADED = {
    "head": "head", "lead": "leader", "run": "head", "chair": "chairman", "direct": "director",
    "manage": "manager", "edit": "editor", "represent": "representative", "teach": "teacher",
    "own": "owner", "coach": "coach", "found": "founder", "command": "commander",
}  # fmt: skip


def fit_of(syntax: Syntax, r: Referring, referent: Referent) -> RoleFit:
    """How far the words of `r` fit what is known of `referent`."""
    if r.is_pronoun or not referent.known:
        return "none"
    wanted = heads_of(plain(syntax.tokens[r.head].lemma))
    party = syntax.tokens[r.head].lemma in words("party")  # told by "(D-Ohio)" as well
    fitting = [k for k in referent.known if not wanted.isdisjoint(k.words if party else k.nouns)]
    if not fitting:
        return "none"
    noun, modifiers = words_of(syntax, r)
    if "former" in modifiers and claims(noun) and not any("former" in k.words for k in fitting):
        return "none"  # who is mayor is not "the former mayor"
    modifiers -= _spelled_out(syntax, r, referent)
    if syntax.tokens[r.head].lemma in words("running"):
        modifiers -= {"presidential"}  # of whom is told only that they run
    if party and not modifiers:
        return "none"  # "the Democrat" may be any of them
    told = {word for known in referent.known for word in known.words}
    fits = all(m in told or any(same_stem(m, word) for word in told) for m in modifiers)
    return ("whole" if modifiers else "head") if fits else "part"


def _spelled_out(syntax: Syntax, r: Referring, referent: Referent) -> frozenset[str]:
    """The words behind a noun that spell out a short form in what somebody is: "the PRA president"."""
    behind = [syntax.tokens[i].text for i in named_behind(syntax, r.head)]
    short = "".join(word[0] for word in behind).lower()
    told = any(short in known.words for known in referent.known)
    return frozenset(plain(word) for word in behind) if len(behind) > 1 and told else frozenset()


def words_of(syntax: Syntax, r: Referring) -> tuple[str, frozenset[str]]:
    """The noun of a phrase, and the words before it that tell something, as they are compared."""
    tokens = syntax.tokens
    return plain(tokens[r.head].lemma), frozenset(
        word
        for i in (*r.phrase, *named_behind(syntax, r.head))
        if i != r.head
        and i != r.owner
        and tokens[i].tag[:2] in ("NN", "JJ", "VB")
        and (word := plain(tokens[i].text)) not in words("vague-modifier")
    )


def holds_bare(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether somebody has the office of `r`, and the article says of no more than a party in these words."""
    noun, modifiers = words_of(discourse.syntax, r)
    held = [known for known in referent.known if heads_of(noun) & known.nouns]
    if "former" in modifiers and not any("former" in known.words for known in held):
        return False
    return bool(held) and all(known.words <= heads_of(noun) | {"former"} | words("party") for known in held)


def holding(syntax: Syntax, r: Referring, fitting: list[Referent]) -> list[Referent]:
    """Of those whom an office fits, those who hold it now, if any do: "the mayor" is no former mayor."""
    noun, modifiers = words_of(syntax, r)
    if "former" in modifiers or not claims(noun):
        return fitting
    held = heads_of(noun)
    now = [p for p in fitting if any(held & k.nouns and "former" not in k.words for k in p.known)]
    return now or fitting


def named_behind(syntax: Syntax, head: int) -> list[int]:
    """The names behind a description: "the attorney general of Nordavia", "the senator from Tarn"."""
    found: list[int] = []
    for prep in syntax.all(head, "prep"):
        goal = syntax.child(prep, "pobj")
        if syntax.tokens[prep].lemma in ("of", "from", "for", "at") and goal is not None:
            found += [i for i in syntax.subtree(goal) if syntax.tokens[i].tag in ("NNP", "NNPS")]
    last = len(syntax.tokens) - 1  # "the nominee for the Nov. 8 vote" is of nothing that is named
    return [i for i in found if i == last or not syntax.tokens[i + 1].text.isdigit()]


def claims(noun: str) -> bool:
    """Whether a noun is an office, by which nobody is called to whom the article gives no such office."""
    return noun in words("office")


def in_office(referent: Referent) -> bool:
    """Whether the article gives somebody an office."""
    return any(claims(title) for known in referent.known for title in known.nouns)


def stands_for_office(noun: str) -> bool:
    """Whether a noun is one by which news calls who has an office: "the leader" for a president."""
    return noun in groups("office-of")


def may_be_called(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether nothing that is known of somebody speaks against what a description says they are.

    Who has one office is not called by another, nor is a senator of one place called the senator of another.
    "The attorney general of Nordavia" is somebody new, "the former envoy to Darro" need not be.
    """
    if r.gender is not None and referent.gender not in (None, r.gender):
        return False
    if of_other_party(discourse.syntax, r, referent):
        return False
    fit = fit_of(discourse.syntax, r, referent)
    noun = plain(discourse.syntax.tokens[r.head].lemma)
    if fit == "part" and claims(noun):
        return holds_bare(discourse, r, referent)
    if fit == "none" and not may_run(discourse, r, referent):
        return False
    if fit != "none" or not claims(noun):
        return True
    former = "former" in words_of(discourse.syntax, r)[1]
    return not in_office(referent) and (former or not named_behind(discourse.syntax, r.head))


def of_other_party(syntax: Syntax, r: Referring, referent: Referent) -> bool:
    """Whether a description gives somebody a party that is not theirs: "the Tory contender"."""
    noun, modifiers = words_of(syntax, r)
    given = ({noun} | modifiers) & _parties()
    told = {word for known in referent.known for word in known.words} & _parties()
    return bool(given and told) and not given & told


@cache
def _parties() -> frozenset[str]:
    return frozenset(plain(word) for word in words("party"))


def may_run(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether "the candidate" can be somebody: not of whom only told is that they are president or judge."""
    running = plain(discourse.syntax.tokens[r.head].lemma) in words("running")
    return not running or not any(
        known.nouns & words("not-running") and "former" not in known.words for known in referent.known
    )


def known_of_roles(syntax: Syntax, roles: Iterable[FoundRole]) -> tuple[Known, ...]:
    """What roles tell of a person."""
    tokens = syntax.tokens
    made: list[Known] = []
    for role in roles:
        title = [plain(tokens[i].lemma) for i in role.title]
        title += [_HEADED[tokens[i].lemma] for i in role.doing if tokens[i].lemma in _HEADED]
        every = {plain(tokens[i].text) for i in (*role.title, *role.affiliation)} | set(title)
        if role.former:
            every.add("former")
        made.append(Known(frozenset(every), frozenset(title)))
    return tuple(dict.fromkeys(made))


def known_of_cluster(syntax: Syntax, cluster: Cluster, roles: Iterable[FoundRole]) -> tuple[Known, ...]:
    """What the article says a name is: a person by roles, a body by its name and what it is called."""
    if cluster.kind == "person":
        return known_of_roles(syntax, roles)
    if cluster.kind != "organisation":
        return ()
    tokens = syntax.tokens
    found = [known_of_words(cluster.words)]
    if called := nouns_for(cluster):
        found.append(known_of_words(called))
    for m in cluster.mentions:
        for i in range(m.start, m.end):
            nouns = syntax.all(i, "appos")
            if tokens[i].dep == "appos":
                nouns.append(tokens[i].head)
            for noun in nouns:
                if tokens[noun].tag == "NN" or tokens[noun].lemma in words("no-name"):
                    before = [tokens[k].text for k in syntax.all(noun, "amod", "compound")]
                    found.append(known_of_words([tokens[noun].lemma], before))
    return tuple(dict.fromkeys(found))


def known_of_words(nouns: Iterable[str], modifiers: Iterable[str] = ()) -> Known:
    """What a name's own words tell, or a description: "the council" can be the Security Council."""
    heads = frozenset(plain(word) for word in nouns)
    return Known(heads | frozenset(plain(word) for word in modifiers), heads)


@cache
def heads_of(noun: str) -> frozenset[str]:
    """The words that a title may have for `noun` to fit it: itself, and the offices that it stands for."""
    return frozenset({noun}) | groups("office-of").get(noun, frozenset())


@cache
def plain(word: str) -> str:
    """A word of a title as it is compared: "Sen." as "senator", "GOP" as "republican"."""
    word = word.lower().rstrip(".")
    return values("short").get(word, word)


@cache
def same_stem(a: str, b: str) -> bool:
    """Whether two words share all but their endings: "russian" and "russia", "korean" and "korea"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long.startswith(short[: max(4, len(short) - 2)])
