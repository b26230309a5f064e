"""spaCy's Docs as a Parsed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.record import Name, Parsed, Sentence, Token


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A stretch of an article that spaCy has read: where it starts, in which block, and the Doc."""

    start: int  # code points into Article.text
    block: int  # index in Article.blocks
    doc: Doc


class Lemmas:
    """Base forms of verbs and nouns, by spaCy's own rules, each form looked up once.

    spaCy's lemmatizer takes a tenth of its pipeline's time, most of it on words whose lemma nobody
    asks for; the answer depends on the form and the part of speech alone, so it is kept.
    """

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._known: dict[tuple[str, str], str] = {}

    def of(self, text: str, tag: str) -> str:
        """The lemma of `text` in lower case; its lower-cased form when it is neither verb nor noun."""
        kind = "VERB" if tag[:2] == "VB" else "NOUN" if tag in ("NN", "NNS") else ""
        if not kind:
            return text.lower()
        key = (text, kind)
        lemma = self._known.get(key)
        if lemma is None:
            token = Doc(self._vocab, words=[text.lower()], pos=[kind])[0]
            lemma = str(self._lemmatizer.lemmatize(token)[0]).lower()
            self._known[key] = lemma
        return lemma


def parsed_from_docs(article_id: str, texts: Iterable[ParsedText], lemmas: Lemmas) -> Parsed:
    """One Parsed of the Docs of one article's blocks, in order; offsets point into the article.

    Every Doc must be tagged, parsed and have its entities set. White space tokens keep their places,
    so that heads stay right, with the tag "_SP".
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for part in texts:
        base = len(tokens)
        name_of: dict[int, int] = {}
        for ent in part.doc.ents:
            for i in range(ent.start, ent.end):
                name_of[i] = len(names)
            names.append(Name(len(names), base + ent.start, base + ent.end, ent.label_))
        for sent in part.doc.sents:
            number = len(sentences)
            sentences.append(Sentence(number, base + sent.start, base + sent.end, part.block))
            for token in sent:
                text, tag, start = token.text, token.tag_, part.start + token.idx
                tokens.append(
                    Token(
                        base + token.i,
                        start,
                        start + len(text),
                        text,
                        lemmas.of(text, tag),
                        tag,
                        token.dep_,
                        base + token.head.i,
                        number,
                        name_of.get(token.i, -1),
                    )
                )
    return Parsed(article_id, tuple(tokens), tuple(sentences), tuple(names))
