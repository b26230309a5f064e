from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord.articles.extraction import Hints
from onrecord.articles.lines import find_units
from onrecord.articles.pagetext import PageText
from onrecord.articles.tree import parse
from onrecord.models import weights
from onrecord.models.blocks import BlockModel, infer, open_blocks
from onrecord.models.blocks.names import GROUP_NAMES, name_mask
from onrecord.models.blocks.trees import Trees
from onrecord.record import ModelError, Settings

PARAGRAPHS = (
    "The harbour of Valmar will remain closed until the spring, the transport minister said on Sunday.",
    "Fishers say that they lose about 40,000 crowns a day, according to their union in the north.",
    "The opposition wants a debate in parliament next week, its leader wrote in a letter to the speaker.",
    "Forty boats are stuck behind the breakwater, and nobody knows when the ice will let them go.",
)
MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Home", "World", "Weather", "Sport"))

# One split on the second column: up to 0.5 the score is -2, beyond it 3; a second tree adds 1 everywhere.
DUMP = {
    "tree_info": [
        {
            "tree_structure": {
                "split_feature": 1,
                "threshold": 0.5,
                "left_child": {"leaf_value": -2.0},
                "right_child": {"leaf_value": 3.0},
            }
        },
        {"tree_structure": {"leaf_value": 1.0}},
    ]
}


def page_of(paragraphs: str) -> PageText:
    markup = f"<html><body><ul>{MENU}</ul><h1>Ice</h1>{paragraphs}<p>© 2031 Courier</p></body></html>"
    root = parse(markup, Settings())
    assert root is not None
    return PageText(root)


def scores(paragraphs: str) -> dict[str, float]:
    page = page_of(paragraphs)
    found = open_blocks().score_runs(page.nodes, page.runs, Hints())
    return {run.text: score for run, score in zip(page.runs, found, strict=True)}


def test_trees_add_up_and_become_a_probability() -> None:
    rows = np.array([[9.0, 0.5], [9.0, 0.6]], dtype=np.float32)
    found = Trees.from_lightgbm(DUMP).probabilities(rows)
    assert found == pytest.approx([1 / (1 + np.exp(1.0)), 1 / (1 + np.exp(-4.0))])


def test_trees_come_back_from_their_file_and_make_the_same_file_again() -> None:
    trees = Trees.from_lightgbm(DUMP)
    content = trees.to_bytes()
    assert Trees.from_bytes(content).to_bytes() == content


@pytest.mark.parametrize("tag", ["p", "div", "section"])
def test_paragraphs_score_above_menus_whatever_their_element(tag: str) -> None:
    found = scores("".join(f"<{tag} class='x1'>{text}</{tag}>" for text in PARAGRAPHS))
    assert min(found[text] for text in PARAGRAPHS) > 0.5 > max(found["Home"], found["© 2031 Courier"])


def test_the_same_page_scores_the_same_twice() -> None:
    markup = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert scores(markup) == scores(markup)


def test_lines_of_the_article_score_above_buttons() -> None:
    menu = "\n".join(("Home", "World", "Weather", "Sport", "Sign in", "Subscribe", "Share", "Copy link"))
    units = find_units(menu + "\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n" + menu)
    found = open_blocks().score_lines(units)
    by_text = {unit.text: score for unit, score in zip(units, found, strict=True)}
    assert min(by_text[text] for text in PARAGRAPHS) > 0.2 > max(by_text["Home"], by_text["Copy link"])


def test_a_page_without_text_has_no_scores() -> None:
    model = open_blocks()
    assert model.score_runs([], [], Hints()) == []
    assert model.score_lines([]) == []


def test_glued_and_camel_cased_names_are_understood() -> None:
    def groups(names: str) -> set[str]:
        return {group for bit, group in enumerate(GROUP_NAMES) if name_mask(names) >> bit & 1}

    assert {"article", "body"} <= groups("ArticleBody")
    assert "comment" in groups("CommentList")
    assert "comment" not in groups("commodity")
    assert groups("x1f2") == set()


def test_the_weights_are_those_of_the_manifest() -> None:
    digests = dict(open_blocks().models)
    for name in (infer.RUNS, infer.LINES):
        content = files(infer.PACKAGE).joinpath(name).read_bytes()
        assert digests[f"blocks/{name.partition('.')[0]}"] == hashlib.sha256(content).hexdigest()


def test_other_weights_than_the_manifest_states_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (infer.RUNS, infer.LINES, "manifest.json"):
        (tmp_path / name).write_bytes(files(infer.PACKAGE).joinpath(name).read_bytes())
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    assert isinstance(open_blocks(), BlockModel)
    (tmp_path / infer.LINES).write_bytes(b"other")
    with pytest.raises(ModelError, match="SHA-256"):
        open_blocks()
