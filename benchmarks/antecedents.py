"""Counts the weights of the antecedent ranker: `python -m benchmarks.antecedents --gum FOLDER ...`.

    python -m benchmarks.antecedents --gum GOLD/gum/train --sources GOLD/polnear/train.jsonl \\
        --gold GOLD/polnear/dev.jsonl GOLD/polnear/train.jsonl \\
        --names tests/gold/speakers-{seen,train-?,nouns}.jsonl --first 28 --only he \\
        > antecedents.tsv

GUM's coreference says which candidate is right. Sources of annotated attributions (--sources) that are
pronouns say only that one of the candidates is; resolved ones (--gold with --names) say which. --only SORT
counts the weights of one sort of reference and keeps the others that ship: those of nouns and "they" were
counted with speakers-seen.jsonl alone, those of "it" as here, with --only it. --folds N prints what
cross-validation by documents comes to, with each of these and with masked names, instead.
Everything is read in a fixed order: the same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from benchmarks.gold import article_of, read_gold
from benchmarks.gum import GumDocument, read_gum
from benchmarks.speaker_gold import NamedArticle, read_names
from benchmarks.speakers import as_attributions
from onrecord.evaluate import GoldDocument, same_name
from onrecord.extract import find_attributions
from onrecord.language import English, open_language
from onrecord.record import Article, Attribution, Parsed, Syntax, digest_id
from onrecord.resolve.antecedents import Choice, Option, choose, options, trained_weights
from onrecord.resolve.article import corefer, understand
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.referring import Referring

RIDGE = 2.0  # strength of the penalty on large weights; flat between 1 and 4 in cross-validation
STEPS = 300
# How much an example counts beside one of GUM's; chosen by cross-validation, see benchmarks/RESULTS.md.
NAMED_STRENGTH, WEAK_STRENGTH, MASKED_STRENGTH = 2.0, 0.3, 0.1
WEAK_ARTICLES = 300  # of the sources' articles; more change nothing
MASKED_SENTENCES = 2
SELDOM = 3  # a feature seen less often in training has no weight


@dataclass(frozen=True, slots=True)
class Example:
    """One reference: the features of its options, and which of them are right."""

    document: str
    sort: str
    options: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    weight: float = 1.0


def gold_examples(
    document: GumDocument, article: Article, parsed: Parsed, attributions: tuple[Attribution, ...]
) -> list[Example]:
    """The references of a GUM document with gold antecedents; those before are taken as resolved right."""
    syntax = Syntax(parsed)
    entity_at: dict[int, str] = {}
    kind_of = {m.entity: m.type for m in document.mentions}
    token_at = {token.start: token.index for token in parsed.tokens}
    for m in document.mentions:
        token = token_at.get(m.head[0])
        if token is not None:
            entity_at.setdefault(token, m.entity)
    discourse, _ = understand(article, parsed, syntax, attributions)
    examples: list[Example] = []

    def gold_of(referent: Referent, without: int) -> str | None:
        votes = Counter(
            entity_at[t]
            for place in referent.places
            if place.token != without
            for t in _tokens_of(discourse, referent, place.token)
            if t in entity_at
        )
        return votes.most_common(1)[0][0] if votes else None

    def choose(r: Referring, options: Sequence[Option]) -> Choice:
        wanted = entity_at.get(r.head)
        right = [
            n
            for n, option in enumerate(options[:-1])
            if wanted is not None and option.referent is not None and gold_of(option.referent, -1) == wanted
        ]
        usable = wanted is None or kind_of[wanted] in ("person", "organization", "place") or not right
        if usable:
            some = tuple(right) or (len(options) - 1,)
            examples.append(Example(document.name, r.sort, tuple(o.features for o in options), some))
        return Choice(options[right[0]].referent if right else None, 1.0)

    corefer(discourse, choose)
    return examples


def _tokens_of(discourse: Discourse, referent: Referent, token: int) -> Iterable[int]:
    """All tokens of the name that has `token`, or the token alone."""
    if referent.cluster is not None:
        for m in referent.cluster.mentions:
            if m.start <= token < m.end:
                return range(m.start, m.end)
    return (token,)


def train(examples: Sequence[Example]) -> dict[str, float]:
    """Weights that make the right options likely: gradient ascent with a ridge, the same each time."""
    counts = Counter(f for e in examples for o in e.options for f in o)
    index = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= SELDOM))}
    rows: list[int] = []
    columns: list[int] = []
    groups: list[int] = []
    right: list[bool] = []
    strength = np.array([e.weight for e in examples])
    row = 0
    for number, example in enumerate(examples):
        for n, option in enumerate(example.options):
            for feature in option:
                if feature in index:
                    rows.append(row)
                    columns.append(index[feature])
            groups.append(number)
            right.append(n in example.right)
            row += 1
    r, c, g = np.array(rows), np.array(columns), np.array(groups)
    is_right = np.array(right)
    w, m, v = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = np.bincount(r, weights=w[c], minlength=row)
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, g, score)
        part = np.exp(score - top[g])
        share = part / np.bincount(g, weights=part)[g]
        mass = np.bincount(g, weights=share * is_right)
        wanted = np.where(is_right, share / np.maximum(mass[g], 1e-12), 0.0)
        pull = (wanted - share) * strength[g]
        gradient = np.bincount(c, weights=pull[r], minlength=len(index)) - RIDGE * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        w += 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {feature: round(float(w[n]), 4) for feature, n in index.items()}


def right_share(weights: dict[str, float], examples: Sequence[Example]) -> dict[str, tuple[int, int]]:
    """How many examples of each sort are decided right, and of how many."""
    tally: dict[str, list[int]] = {}
    for example in examples:
        scores = [sum(weights.get(f, 0.0) for f in option) for option in example.options]
        found = tally.setdefault(example.sort, [0, 0])
        found[0] += scores.index(max(scores)) in example.right
        found[1] += 1
    return {sort: (a, b) for sort, (a, b) in tally.items()}


def named_examples(
    document: GoldDocument,
    names: NamedArticle,
    article: Article,
    parsed: Parsed,
    weights: Mapping[str, float],
    strength: float,
) -> list[Example]:
    """The references among a document's sources that names resolve; the other references as `weights` say."""
    discourse, _ = understand(
        article, parsed, Syntax(parsed), as_attributions(article, document.attributions)
    )
    rows = {row.number: row for row in names.rows}
    number_of = {
        digest_id("gold", article.id, str(n)): n for n in range(len(document.attributions))
    }  # fmt: skip
    examples: list[Example] = []

    def choose_named(r: Referring, options: Sequence[Option]) -> Choice:
        speeches = discourse.by_head.get(r.head, ())
        row = rows[number_of[speeches[0].attribution.id]] if speeches else None
        if row is None or row.uncertain or row.joint:
            return choose(weights, options)
        right = [
            n
            for n, option in enumerate(options[:-1])
            if row.name is not None
            and option.referent is not None
            and same_name(row.name, _name_of(discourse, option.referent))
        ]
        described = any(o.referent is not None and o.referent.cluster is None for o in options)
        if r.is_pronoun and not right and described:
            return choose(weights, options)  # it may be what is described, which has no name to compare
        some = tuple(right) or (len(options) - 1,)
        examples.append(Example(document.doc, r.sort, tuple(o.features for o in options), some, strength))
        return Choice(options[right[0]].referent if right else None, 1.0)

    corefer(discourse, choose_named)
    return examples


def _name_of(discourse: Discourse, referent: Referent) -> str:
    """A referent's fullest name, or the words of its description; of a paper, its issuer's."""
    if referent.issuer is not None:
        return _name_of(discourse, referent.issuer)
    if referent.cluster is not None:
        return referent.cluster.fullest.text
    return " ".join(discourse.syntax.tokens[i].text for i in referent.description)


def weak_examples(
    document: GoldDocument, article: Article, parsed: Parsed, weights: Mapping[str, float], strength: float
) -> list[Example]:
    """The pronouns among a document's sources, which stand for one of the candidates, whichever that be."""
    discourse, _ = understand(
        article, parsed, Syntax(parsed), as_attributions(article, document.attributions)
    )
    examples: list[Example] = []

    def choose_any(r: Referring, options: Sequence[Option]) -> Choice:
        if r.head in discourse.by_head and r.is_pronoun:
            anyone = tuple(range(len(options) - 1))
            examples.append(
                Example(document.doc, r.sort, tuple(o.features for o in options), anyone, strength)
            )
        return choose(weights, options)

    corefer(discourse, choose_any)
    return examples


def masked_examples(
    article: Article, parsed: Parsed, attributions: tuple[Attribution, ...], strength: float
) -> list[Example]:
    """Names of people of known gender, mentioned a little before, as if they were pronouns."""
    discourse, _ = understand(article, parsed, Syntax(parsed), attributions)
    examples: list[Example] = []
    for referent in discourse.referents:
        if referent.cluster is None or referent.sort != "person" or referent.gender is None:
            continue
        for place in referent.places[1:]:
            before = referent.before(place.token)
            near = before is not None and place.sentence - before.sentence <= MASKED_SENTENCES
            if near and place.grammar in ("subject", "clause", "owner"):
                options_here = options(
                    discourse, Referring(place.token, (place.token,), "he", referent.gender)
                )
                right = tuple(n for n, o in enumerate(options_here) if o.referent is referent)
                if right:
                    features = tuple(o.features for o in options_here)
                    examples.append(Example(article.id, "he", features, right, strength))
    return examples


@dataclass(frozen=True, slots=True)
class Data:
    """Examples by where they come from."""

    gum: list[Example]
    named: list[Example]
    weak: list[Example]
    masked: list[Example]


def read_data(
    gum: Path,
    sources: Path | None,
    gold: Sequence[Path],
    names: Sequence[Path],
    language: English,
    masked: bool,
    first: int | None,
) -> Data:
    """All examples. What is not GUM is resolved by weights that GUM alone gives.

    Of each file of names only the `first` articles; what stands behind them may measure what carries over.
    """
    extract = find_attributions
    examples: list[Example] = []
    for document in read_gum(gum):
        article = article_of(document.as_gold())
        parsed = language.parse(article)
        examples += gold_examples(document, article, parsed, extract(article, parsed))
    weights = train(examples)
    data = Data(examples, [], [], [])
    for row in read_gold(sources)[:WEAK_ARTICLES] if sources is not None else []:
        article = article_of(row)
        parsed = language.parse(article)
        data.weak.extend(weak_examples(row, article, parsed, weights, WEAK_STRENGTH))
        if masked:
            data.masked.extend(masked_examples(article, parsed, extract(article, parsed), MASKED_STRENGTH))
    named = {n.doc: n for path in names for n in read_names(path)[:first]}
    for row in (row for path in gold for row in read_gold(path)):
        if row.doc in named:
            article = article_of(row)
            parsed = language.parse(article)
            data.named.extend(named_examples(row, named[row.doc], article, parsed, weights, NAMED_STRENGTH))
    return data


def print_folds(data: Data, folds: int) -> None:
    """Accuracy of choices on documents that were not trained on, for each way of putting data together."""

    def fold(example: Example) -> int:
        return crc32(example.document.encode()) % folds

    ways = {
        "gum": [data.gum],
        "gum, named": [data.gum, data.named],
        "gum, weak": [data.gum, data.weak],
        "gum, masked": [data.gum, data.masked],
        "gum, named, weak": [data.gum, data.named, data.weak],
    }
    for way, parts in ways.items():
        tally: dict[str, list[int]] = {}
        for k in range(folds):
            weights = train([e for part in parts for e in part if fold(e) != k])
            for where, examples in (("gum", data.gum), ("named", data.named)):
                held = [e for e in examples if fold(e) == k]
                for sort, (right, count) in right_share(weights, held).items():
                    found = tally.setdefault(f"{where} {sort}", [0, 0])
                    found[0] += right
                    found[1] += count
        print(way + ":", "  ".join(f"{k} {a / b:.3f} of {b}" for k, (a, b) in sorted(tally.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True, help="a folder of CoNLL-U files")
    parser.add_argument("--sources", type=Path, help="articles with attributions")
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="articles that --names resolves")
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="whom their sources stand for")
    parser.add_argument("--folds", type=int, help="print a cross-validation in so many parts")
    parser.add_argument("--first", type=int, help="of each file of names only so many articles")
    parser.add_argument("--only", help="count the weights of this sort alone, and keep the others that ship")
    options_ = parser.parse_args()
    data = read_data(
        options_.gum,
        options_.sources,
        options_.gold,
        options_.names,
        open_language(),
        bool(options_.folds),
        options_.first,
    )
    if options_.folds:
        print_folds(data, options_.folds)
        return
    examples = [*data.gum, *data.named, *data.weak]
    if options_.only:
        kept = {f: w for f, w in trained_weights().items() if f.split()[0] != options_.only}
        weights = kept | train([e for e in examples if e.sort == options_.only])
    else:
        weights = train(examples)
    print(
        "# Weights of the antecedent ranker, made by `python -m benchmarks.antecedents`; not written by hand."
    )
    print(
        "# Counted on GUM's train documents (Zeldes and others, annotations CC BY 4.0), on pronouns among the"
    )
    print("# sources of PolNeAR 1.0 train (Newell and others 2018), and on the resolved ones in tests/gold/.")
    print("# Licence: Apache-2.0. Columns: feature, weight.")
    for feature, weight in sorted(weights.items()):
        print(f"{feature}\t{weight}")


if __name__ == "__main__":
    main()
