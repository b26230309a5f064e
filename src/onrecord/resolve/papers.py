"""Who speaks through a paper: the author or issuer of a statement, a letter, a poll, a study."""

from __future__ import annotations

from itertools import pairwise

from onrecord.resolve.discourse import Discourse, Referent

_BY = frozenset({"by", "from"})
_ISSUING = frozenset({"issue", "release", "publish", "send", "write", "post", "file", "submit", "conduct"})
_MAKING = frozenset({"acl", "relcl"})


def issuer_of(discourse: Discourse, paper: int) -> Referent | None:
    """Whose paper it is, by its owner, "by" or "from", or a name before it ("a Merpress poll")."""
    syntax = discourse.syntax
    owner = syntax.child(paper, "poss")
    if owner is not None:
        return discourse.at.get(owner)
    stack = syntax.all(paper, "prep", "acl", "relcl", "agent")
    while stack:
        token = stack.pop(0)
        if syntax.tokens[token].dep in _MAKING:
            stack += syntax.all(token, "agent", "prep")
            continue
        if syntax.tokens[token].lemma in _BY:
            goal = syntax.child(token, "pobj")
            if goal is not None and goal in discourse.at and not _joined(discourse, goal):
                return discourse.at[goal]
    above = syntax.tokens[paper].head
    if syntax.tokens[paper].dep == "dobj" and syntax.tokens[above].lemma in _ISSUING:
        subject = syntax.child(above, "nsubj")
        if subject is not None and subject in discourse.at and not _joined(discourse, subject):
            return discourse.at[subject]
    return _named_before(discourse, paper)


def _named_before(discourse: Discourse, paper: int) -> Referent | None:
    """The one body whose name stands before a paper; two bodies ("a Herald/Merpress poll") are none."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    start = paper
    while (
        start > 0
        and tokens[start - 1].sentence == tokens[paper].sentence
        and (
            tokens[start - 1].tag in ("NNP", "NNPS", "POS", "HYPH", "SYM", "NN", "JJ")
            or tokens[start - 1].text in "/-"
        )
    ):
        start -= 1
    run = range(start, paper)
    named = {id(discourse.at[i]): discourse.at[i] for i in run if i in discourse.at}
    if any("/" in tokens[i].text for i in run) or len(named) > 1:
        return None
    if named:
        (only,) = named.values()
        return only if only.sort == "organisation" else None
    unknown = tuple(i for i in syntax.all(paper, "compound", "nmod") if tokens[i].tag == "NNP")
    if unknown and all(b - a == 1 for a, b in pairwise(unknown)) and len(tokens[unknown[0]].text) > 3:
        return discourse.describe("name", unknown, None)
    return None


def _joined(discourse: Discourse, token: int) -> bool:
    return bool(discourse.syntax.all(token, "conj"))
