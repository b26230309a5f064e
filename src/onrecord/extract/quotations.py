"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.extract.turns import find_labels
from onrecord.record import Article

# Two apostrophes or two grave accents are how some agencies' wires write a double mark.
_DOUBLE = re.compile(r"[“”„‟\"«»‹›＂]|''|``|’’|‘‘")
# What closes each mark. A mark of another family inside a quotation belongs to it.
_CLOSES: dict[str, tuple[str, ...]] = {
    "“": ("”",), "‟": ("”",), "„": ("“", "”"), "«": ("»",), "»": ("«",), "‹": ("›",), "›": ("‹",),
    "‘‘": ("’’",), "``": ("''", "``"),
    '"': ('"',), "''": ("''",), "＂": ("＂",),
    "”": ("”",),  # a hurried hand's, before a word
}  # fmt: skip
# Two that a hurried hand takes for a pair.
_MIXED = frozenset({("“", '"'), ('"', "”"), ("“", "“"), ('"', "“")})
_ENDING = frozenset(",.?!…")  # what stands before a mark that ends what somebody says
_BEFORE_OPENING = frozenset("([{—–-/:")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(?P<inside>[^‘’'\n]*(?:\w['’]\w[^‘’'\n]*)*)(?<=[\w.,?!])[’'](?![\w])")
_SINGLE_WORDS = 3  # fewer words in single marks are a title, a nickname or a slip of the apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """A half-open range of the article's text, marks included, in one block.

    `closed` is False when the block ends before a closing mark is seen, which is how a quotation that
    goes on in the next paragraph is written.
    """

    start: int
    end: int
    block: int
    closed: bool


def find_quotations(article: Article, kinds: frozenset[str]) -> list[Quotation]:
    """The outermost quotations of the blocks of these kinds, in text order, never overlapping.

    Curly, straight, low, angled and doubled single marks; marks inside a quotation belong to it. An
    unbalanced opening mark runs to the end of its block; an unbalanced closing mark is passed over.
    """
    found: list[Quotation] = []
    labels = {label.block: label.start for label in find_labels(article)}
    for number, block in enumerate(article.blocks):
        if block.kind in kinds:  # a transcript's label is nobody's words: "MER: We agree."
            found.extend(_in_block(article.text, labels.get(number, block.start), block.end, number))
    return found


def _in_block(text: str, start: int, end: int, block: int) -> list[Quotation]:
    double = list(_double(text, start, end, block))
    single = [
        Quotation(m.start(), m.end(), block, True)
        for m in _SINGLE.finditer(text, start, end)
        if len(m["inside"].split()) >= _SINGLE_WORDS
        and not any(q.start < m.end() and m.start() < q.end for q in double)
    ]
    return sorted(double + single, key=lambda q: q.start)


def _double(text: str, start: int, end: int, block: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    depth = 0  # of marks inside marks of the same kind
    others = 0  # of marks of another family, inside
    later = Counter(match.group() for match in _DOUBLE.finditer(text, start, end))
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        later[mark] -= 1
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if opened is None:
            if _may_begin(mark, before, after, later):
                opened, depth, others = match, 0, 0
            continue
        again = mark == opened.group() and before.isspace() and not after.isspace()
        closed_later = again and _closed_later(mark, later)
        if again and not depth and not closed_later and _ends_sentence(text, opened, match):
            yield Quotation(opened.start(), match.start(), block, False)
            opened = match
        elif again and (mark in _CLOSES[mark] or closed_later):
            depth += 1  # the same mark again, but one that opens
        elif mark not in _CLOSES[opened.group()] and (others or _opens(mark, before, after)):
            others += 1 if _opens(mark, before, after) else -1
        elif not _can_close(opened.group(), mark, before, later):
            continue
        elif depth:
            depth -= 1
        else:
            yield Quotation(opened.start(), match.end(), block, True)
            opened = None
    if opened is not None and end - opened.start() > 1:
        yield Quotation(opened.start(), end, block, False)


def _may_begin(mark: str, before: str, after: str, later: Mapping[str, int]) -> bool:
    """Whether a mark begins a quotation where none is open."""
    if mark not in _CLOSES or after.isspace():
        return False
    if mark in ('"', "''"):
        closing = (before.isalnum() or before in _ENDING) and not after.isalnum()
        return not before.isdigit() and not closing  # inches, or a mark without its other half
    if mark == "”":
        return before.isspace() and later[mark] > 0
    return not (mark in "»›" and before.isalnum())


def _closed_later(mark: str, later: Mapping[str, int]) -> bool:
    """Whether the marks after one that opens a quotation inside another close both."""
    closing = sum(later[closer] for closer in _CLOSES[mark])
    return closing % 2 == 0 if mark in _CLOSES[mark] else closing > later[mark] + 1


def _ends_sentence(text: str, opened: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a sentence ends between the mark that opened and one that opens again ('"No, she said. "I')."""
    return text[opened.end() : match.start()].rstrip().endswith((".", "!", "?"))


def _opens(mark: str, before: str, after: str) -> bool:
    """Whether a mark opens a quotation inside another, by its form or else by what stands beside it."""
    if mark in ('"', "''", "＂"):
        return (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    if mark == "“" and after.isspace():
        return before.isspace()  # behind a word it is a slip for the mark that closes
    return mark in _CLOSES and mark != "”"


def _can_close(opener: str, mark: str, before: str, later: Mapping[str, int]) -> bool:
    """Whether a mark can close what `opener` opened.

    Marks of two kinds may be a pair where a clause ends, or where the right one never comes.
    """
    closers = _CLOSES[opener]
    if mark in closers:
        return True
    if (opener, mark) not in _MIXED:
        return False
    return before in _ENDING or not any(later[closer] for closer in closers)
