"""spaCy's Docs as a Parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

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
            for start, end, label in _one_by_one(ent):
                for i in range(start, end):
                    name_of[i] = len(names)
                names.append(Name(len(names), base + start, base + end, label))
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


def _one_by_one(ent: Span) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of what a run names: two things in "(mayor of) Tarn, Ada Mer", tagged as one.

    A body with a comma in its own name seldom begins behind "of", and never goes on like a person's.
    """
    doc, comma = ent.doc, next((t.i for t in ent if t.text == ","), ent.end)
    person = doc[comma + 1 : ent.end]
    two = ent.label_ == "ORG" and ent.start > 0 and doc[ent.start - 1].text == "of" and len(person) in (2, 3)
    if two and all(t.tag_ == "NNP" and t.text.istitle() for t in person) and person.root.dep_ == "appos":
        yield ent.start, comma, "ORG" if comma - ent.start > 1 else "GPE"
        yield comma + 1, ent.end, "PERSON"
    else:
        yield ent.start, ent.end, ent.label_
