"""Pages made of a page: other tags and names, lists and headings in the body, short bodies, other furniture.

Eighty pages of sixteen publishers are few. What a publisher calls its elements must not decide, nor that most
paragraphs are long: a page is shown to the learner in several dresses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from onrecord.articles.lines import Unit
from onrecord.articles.pagetext import Node, Run
from onrecord.models.blocks.words import Hints, letters

BELONGS = 0.6  # of a piece's letters must stand in the article
_MARKS = ".,:;!?\"”’'"


@dataclass(frozen=True, slots=True)
class Example:
    """A page with the share of each run that is the article's, and the share that may be left out."""

    nodes: list[Node]
    runs: list[Run]
    hints: Hints
    shares: list[float]
    optional: list[float]


@dataclass(frozen=True, slots=True)
class Dump:
    """A page as text, likewise."""

    lines: list[Unit]
    shares: list[float]
    optional: list[float]


def beginning(text: str, words: int) -> str:
    """The first words of a text, without the mark that ends them."""
    return " ".join(text.split()[:words]).rstrip(_MARKS)


def body_of(shares: list[float], optional: list[float]) -> list[int]:
    """The places of what must be found."""
    pairs = enumerate(zip(shares, optional, strict=True))
    return [i for i, (share, may) in pairs if share >= BELONGS and may < BELONGS]


def dropped(body: list[int], random: Random) -> set[int]:
    """What of a body is left out to make it a short one."""
    count = random.randint(1, min(8, len(body) - 1))
    start = random.randint(0, len(body) - count) if random.random() < 0.5 else 0
    return set(body) - set(body[start : start + count])


def vary(page: Example, random: Random) -> Example:
    """The page in another dress."""
    nodes = [replace(node) for node in page.nodes]
    runs = [replace(run) for run in page.runs]
    shares, optional = list(page.shares), list(page.optional)
    body = body_of(shares, optional)
    if random.random() < 0.5 and len(body) > 2:
        gone = dropped(body, random)
        upto = [0]
        for i in range(len(runs)):
            upto.append(upto[-1] + (i not in gone))
        for node in nodes:
            node.first, node.last = upto[node.first], upto[node.last]
        kept = [i for i in range(len(runs)) if i not in gone]
        runs = [runs[i] for i in kept]
        shares, optional = [shares[i] for i in kept], [optional[i] for i in kept]
        body = body_of(shares, optional)
    changed: set[int] = set()
    stretches = _stretches(nodes, runs, body)
    if random.random() < 0.7:
        _add_headings(nodes, runs, stretches, changed, random)
    for stretch in stretches:
        if len(stretch) >= 4 and random.random() < 0.6:
            _make_list(nodes, runs, stretch, changed, random)
    if random.random() < 0.5:
        _add_teasers(runs, shares, stretches, changed, random)
    _rename(nodes, random)
    position = 0
    for run in runs:
        size = run.end - run.start
        run.start, position = position, position + size
        run.end = position
    told = page.hints.body and random.random() < 0.5
    text = "".join(letters(runs[i].text) for i in body) if told else ""
    return Example(nodes, runs, Hints(page.hints.titles, page.hints.descriptions, text), shares, optional)


def _stretches(nodes: list[Node], runs: list[Run], body: list[int]) -> list[list[int]]:
    """Runs of the body that follow each other in elements of their own inside the same element."""
    alone: dict[int, int] = {}
    for run in runs:
        alone[run.node] = alone.get(run.node, 0) + 1
    found: list[list[int]] = [[]]
    for i in body:
        node = nodes[runs[i].node]
        if alone[runs[i].node] > 1 or node.parent <= 0:
            continue
        last = found[-1][-1] if found[-1] else -1
        if last != i - 1 or nodes[runs[last].node].parent != node.parent:
            found.append([])
        found[-1].append(i)
    return [stretch for stretch in found if len(stretch) > 1]


def _reword(run: Run, text: str, *, linked: float = 0.0, strong: float = 0.0) -> Run:
    size = len("".join(text.split()))
    return Run(text, run.node, 0, size, round(linked * size), round(strong * size))


def _add_headings(
    nodes: list[Node], runs: list[Run], stretches: list[list[int]], changed: set[int], random: Random
) -> None:
    tag, rate = random.choice(["h2", "h3", "h4", "h2", "p"]), random.choice([0.05, 0.15, 0.3])
    for i in (i for stretch in stretches for i in stretch[1:-1] if random.random() < rate):
        text = beginning(runs[i].text, random.randint(1, 8))
        if not text:
            continue
        text += "?" if random.random() < 0.15 else ""
        runs[i] = _reword(runs[i], text, strong=float(tag == "p"))
        nodes[runs[i].node].tag = tag
        if tag != "p" and random.random() < 0.5:
            nodes[runs[i].node].names = ""
        changed.add(i)


def _make_list(
    nodes: list[Node], runs: list[Run], stretch: list[int], changed: set[int], random: Random
) -> None:
    count = random.randint(2, min(8, len(stretch) - 1))
    start = random.randint(0, len(stretch) - count)
    part = stretch[start : start + count]
    outer = random.choice(["ul", "ul", "ul", "ol", "blockquote", "table", "div"])
    inner = {"ul": "li", "ol": "li", "table": "td"}.get(outer, "p")
    names = nodes[runs[part[0]].node].names
    new = len(nodes)
    parent = nodes[runs[part[0]].node].parent
    nodes.append(Node(outer, random.choice(["", names]), parent, part[0], part[-1] + 1))
    most, has_links = random.choice([3, 5, 8, 15, 40]), random.random() < 0.15
    item_names = random.choice(["", names])
    for i in part:
        node = nodes[runs[i].node]
        node.parent, node.names, node.tag = new, item_names, inner
        text = beginning(runs[i].text, random.randint(max(1, most // 2), most))
        if outer == "blockquote" or not text:
            continue
        text += random.choice(["", "."])
        runs[i] = _reword(runs[i], text, linked=float(has_links and random.random() < 0.5))
        changed.add(i)


def _add_teasers(
    runs: list[Run], shares: list[float], stretches: list[list[int]], changed: set[int], random: Random
) -> None:
    """Put lines of the page's furniture among the paragraphs, as links."""
    others = [
        run for run, share in zip(runs, shares, strict=True) if share < 0.1 and len(run.text.split()) > 4
    ]
    for i in (i for stretch in stretches for i in stretch[1:-1] if random.random() < 0.04):
        if others and i not in changed:
            opening = random.choice(["", "", "Read more: ", "Related: ", "READ: ", "See also: "])
            text = opening + random.choice(others).text
            runs[i] = _reword(runs[i], text, linked=random.choice([1.0, 1.0, 0.8]))
            shares[i] = 0.0
            changed.add(i)


def _rename(nodes: list[Node], random: Random) -> None:
    """Take away some tags and names that say what an element is."""
    tags: dict[str, str] = {}
    if random.random() < 0.4:
        tags["p"] = random.choice(["div", "div", "span"])
    for rate, names in ((0.4, ("article",)), (0.4, ("main",)), (0.3, ("aside",)), (0.2, ("figcaption",))):
        if random.random() < rate:
            tags |= dict.fromkeys(names, "div")
    if random.random() < 0.3:
        tags |= dict.fromkeys(("nav", "footer", "header"), "div")
    if random.random() < 0.2:
        tags["h1"] = "h2"
    nameless = random.random() < 0.2
    renamed: dict[str, str] = {}
    for node in nodes:
        node.tag = tags.get(node.tag, node.tag)
        if node.names:
            if node.names not in renamed:
                hidden = nameless or random.random() < 0.3
                renamed[node.names] = f"x{len(renamed)}" if hidden else node.names
            node.names = renamed[node.names]


def vary_dump(dump: Dump, random: Random) -> Dump:
    """The text in another dress: a short body, headings and lists in it, other blank lines."""
    lines, shares, optional = list(dump.lines), list(dump.shares), list(dump.optional)
    body = body_of(shares, optional)
    if random.random() < 0.4 and len(body) > 2:
        gone = dropped(body, random)
        kept = [i for i in range(len(lines)) if i not in gone]
        lines = [lines[i] for i in kept]
        shares, optional = [shares[i] for i in kept], [optional[i] for i in kept]
        body = body_of(shares, optional)
    rate = random.choice([0, 0.05, 0.15, 0.3])
    for i in (i for i in body[1:-1] if random.random() < rate):
        text = beginning(lines[i].text, random.randint(1, 8))
        lines[i] = replace(lines[i], text=text or lines[i].text)
    if len(body) > 4 and random.random() < 0.4:
        count = random.randint(2, min(8, len(body) - 1))
        start = random.randint(0, len(body) - count)
        most, bullet = random.choice([3, 5, 8, 15, 40]), random.choice(["", "• ", "* ", "- "])
        for i in body[start : start + count]:
            text = beginning(lines[i].text, random.randint(max(1, most // 2), most))
            if text:
                lines[i] = replace(lines[i], text=bullet + text + random.choice(["", "."]), gap=0)
    dress = random.random()
    if dress < 0.4:
        lines = [replace(line, gap=int(dress < 0.2), indent=0) for line in lines]
    elif dress < 0.5:
        lines = [replace(line, indent=0) for line in lines]
    return Dump(lines, shares, optional)
