"""The words of an article, as the language stage sees them, whatever library did the seeing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark.

    `text` is the article's, but that the language stage may read a space or a dash as the usual one.
    `lemma` is in lower case, and the base form for verbs and nouns only; other words keep their form.
    `head` is the index (in Parsed.tokens) of the token that governs this one; a root is its own head.
    `tag` is a Penn Treebank tag, `dep` a ClearNLP dependency label. `name` is the index in
    Parsed.names of the name that this token belongs to, or -1.
    """

    index: int
    start: int  # code points into Article.text
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    sentence: int  # index in Parsed.sentences
    name: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of tokens, and the index in Article.blocks of the block that it stands in."""

    index: int
    start_token: int
    end_token: int
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """A half-open range of tokens that names something, with its OntoNotes 5 type (PERSON, ORG, GPE, ...)."""

    index: int
    start_token: int
    end_token: int
    label: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """Sentences, tokens, tags, syntax and names of the blocks that are read (furniture is not)."""

    article_id: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
