"""An article's words as the encoder reads them: word pieces, where they stand, how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.models.encoder.spelling import respelt

CLS, SEP, MASK, PAD, UNK = "[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]"

# How a word is written, as the encoder is told: the number of a row in a small table of vectors.
LETTERS, CAPITAL, CAPITALS, OTHER = range(4)  # case of its letters; OTHER has none
OUTSIDE, INSIDE, MARK = range(3)  # of quotation marks
SHAPES = 4 * 3 * 2  # case, quotation, and whether it begins a block

_DOUBLE = "“”„‟«»‹›＂"
_SINGLE = "‘’‚‛`´"
# One sign for every quotation mark, so that a page's typography makes no difference to the encoder.
_ONE_MARK = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
_OPENING, _CLOSING = frozenset("“„«‹"), frozenset("”»›")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of an article's blocks in order, without the encoder's own signs.

    `ids`, `starts`, `ends` and `shapes` have one entry a piece: its number in the vocabulary, its
    half-open range of code points in the article, how its word is written. `words` has the indices of
    the pieces that begin a word, `blocks` those that begin a block.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    words: Ints
    blocks: Ints

    def __len__(self) -> int:
        return len(self.ids)


class Tokens:
    """Cuts text into word pieces (WordPiece, Wu et al. 2016) with BERT's uncased English vocabulary."""

    def __init__(self) -> None:
        path = files("onrecord.models.encoder") / "vocab.txt"
        vocabulary = {line: n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n")) if line}
        self._vocabulary = vocabulary
        self._tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=UNK, max_input_chars_per_word=100))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.cls, self.sep, self.mask, self.pad = (vocabulary[sign] for sign in (CLS, SEP, MASK, PAD))

    def pieces(self, text: str, blocks: Iterable[tuple[int, int]]) -> Pieces:
        """The pieces of the given ranges of `text`; what lies between them is not read."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        shapes: list[int] = []
        words: list[int] = []
        firsts: list[int] = []
        for start, end in blocks:
            block = text[start:end]
            encoding = self._tokenizer.encode(block.translate(_ONE_MARK), add_special_tokens=False)
            if not encoding.ids:
                continue
            offset = len(ids)
            firsts.append(offset)
            numbers, offsets, first_pieces = self._respelt(block, encoding)
            ids.extend(numbers)
            starts.extend(s + start for s, _ in offsets)
            ends.extend(e + start for _, e in offsets)
            words.extend(offset + i for i in first_pieces)
            shapes.extend(_shapes(block, offsets, first_pieces))
        return Pieces(
            *(np.array(column, dtype=np.int64) for column in (ids, starts, ends, shapes, words, firsts))
        )

    def _respelt(
        self, block: str, encoding: Encoding
    ) -> tuple[Sequence[int], Sequence[tuple[int, int]], list[int]]:
        """Numbers and places of the pieces, and which begin a word, with misspelt cues as the piece meant."""
        first_pieces = _first_pieces(encoding.word_ids)
        ids, offsets = encoding.ids, encoding.offsets  # each access makes a new list of all
        meant: dict[int, str] = {}
        for first, after in pairwise((*first_pieces, len(offsets))):
            if after - first > 1:
                right = respelt(block[offsets[first][0] : offsets[after - 1][1]])
                if right is not None:
                    meant[first] = right
        if not meant:
            return ids, offsets, first_pieces
        numbers: list[int] = []
        places: list[tuple[int, int]] = []
        words: list[int] = []
        for first, after in pairwise((*first_pieces, len(offsets))):
            words.append(len(numbers))
            if first in meant:
                numbers.append(self._vocabulary[meant[first]])
                places.append((offsets[first][0], offsets[after - 1][1]))
            else:
                numbers.extend(ids[first:after])
                places.extend(offsets[first:after])
        return numbers, places, words


def _first_pieces(word_ids: Sequence[int | None]) -> list[int]:
    return [i for i, word in enumerate(word_ids) if i == 0 or word != word_ids[i - 1]]


def _shapes(block: str, offsets: Sequence[tuple[int, int]], first_pieces: Sequence[int]) -> list[int]:
    """The shape of each piece's word."""
    shapes: list[int] = []
    opened = ""  # the mark of the quotation that we are in
    for n, first in enumerate(first_pieces):
        after = first_pieces[n + 1] if n + 1 < len(first_pieces) else len(offsets)
        start, end = offsets[first][0], offsets[after - 1][1]
        word = block[start:end]
        quotation = INSIDE if opened else OUTSIDE
        if word == '"' or word in _OPENING or word in _CLOSING:
            quotation = MARK
            goes_on = word in _OPENING and (opened, word) != ("„", "“")
            opened = word if goes_on or (word not in _CLOSING and not opened) else ""
        shape = (_case(word) * 3 + quotation) * 2 + (n == 0)
        shapes.extend([shape] * (after - first))
    return shapes


def _case(word: str) -> int:
    if not word[:1].isalpha():
        return OTHER
    if word.islower() or not word[0].isupper():
        return LETTERS
    return CAPITALS if len(word) > 1 and word.isupper() else CAPITAL
