"""The model that ships: as it was trained, and the same answer however it is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord.models.attribution import AttributionModel, Relation
from onrecord.models.encoder import Encoder
from onrecord.record import Article

REFERENCE = Path(__file__).with_name("reference.json")
SHIPPED = 30_000_000  # bytes that the weights may take in the package


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel(Encoder())


def words(article: Article, relation: Relation) -> tuple[list[str], list[str], list[str]]:
    source, cue, content = (
        [article.text[start:end] for start, end in part]
        for part in (relation.source, relation.cue, relation.content)
    )
    return source, cue, content


def test_int8_says_what_was_trained(model: AttributionModel) -> None:
    """Rounding moves a word at a part's edge now and then; never more than a few in a hundred."""
    encoder = Encoder()
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))
    assert len(rows) == 10
    same, apart = [], []
    for row in rows:
        tags, probabilities = np.array(row["tags"]), np.array(row["probabilities"])
        scores = model.score(encoder.pieces(row["text"], [(0, len(row["text"]))]))
        same.extend(scores.tags.argmax(axis=1) == tags)
        apart.extend(np.abs(np.exp(scores.tags[np.arange(len(tags)), tags]) - probabilities))
    assert np.mean(same) > 0.97
    assert np.mean(apart) < 0.03
    assert np.max(apart) < 0.3


def test_source_cue_and_content_are_found(
    model: AttributionModel, make_article: Callable[..., Article]
) -> None:
    article = make_article(
        "The ferry to Tarn will sail again in spring, harbour master Ana Lind said on Monday."
    )
    (relation,) = model.find(article)
    assert words(article, relation) == (
        ["harbour master Ana Lind"],
        ["said"],
        ["The ferry to Tarn will sail again in spring"],
    )
    assert relation.probability > 0.8


def test_the_halves_of_a_broken_quotation_are_one_content(
    model: AttributionModel, make_article: Callable[..., Article]
) -> None:
    article = make_article("“The gates,” said Oruk, who heads the water board, “must be ready by May.”")
    contents = [words(article, relation)[2] for relation in model.find(article)]
    assert any(len(parts) == 2 and "gates" in parts[0] and "ready by May" in parts[1] for parts in contents)


def test_nothing_is_found_in_nothing(model: AttributionModel, make_article: Callable[..., Article]) -> None:
    assert model.find(make_article("12.5", "—")) == ()


def test_the_same_text_gives_the_same_bytes_in_any_order_and_number_of_threads(
    model: AttributionModel, make_article: Callable[..., Article]
) -> None:
    texts = (
        files("onrecord.models.attribution")
        .joinpath("reference.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    articles = [make_article(*texts[:n]) for n in range(1, len(texts) + 1)]
    articles.append(make_article(*texts * 6))  # several windows
    once = [model.find(article) for article in articles]
    assert [model.find(article) for article in reversed(articles)] == once[::-1]
    threaded = AttributionModel(Encoder(threads=2), threads=2)
    assert [threaded.find(article) for article in articles] == once
    assert any(once)


def test_what_is_near_decides_not_what_is_far(
    model: AttributionModel, make_article: Callable[..., Article]
) -> None:
    sentence = "The ferry to Tarn will sail again in spring, harbour master Ana Lind said on Monday."
    filler = "The road runs along the lake and past the old mill to the village of Sund."
    long = make_article(*[filler] * 300, sentence)
    found = [words(long, relation) for relation in model.find(long)]
    assert (["harbour master Ana Lind"], ["said"], ["The ferry to Tarn will sail again in spring"]) in found


def test_the_weights_are_small_enough_to_ship() -> None:
    folders = [files("onrecord.models.encoder"), files("onrecord.models.attribution")]
    sizes = [len(file.read_bytes()) for folder in folders for file in folder.iterdir() if file.is_file()]
    assert 20_000_000 < sum(sizes) < SHIPPED
