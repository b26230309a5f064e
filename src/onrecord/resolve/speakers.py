"""Who a source stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from onrecord.record import Article, Attribution, SpeakerHow
from onrecord.resolve.addressees import addressee_at
from onrecord.resolve.answering import label_of
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.discourse import Discourse, Referent, Speech
from onrecord.resolve.named import named_in, names_two
from onrecord.resolve.names import NameMention, is_camel, is_human, name_words
from onrecord.resolve.papers import issuer_of
from onrecord.resolve.referring import base_phrase, describe, determiner_of
from onrecord.resolve.relative import antecedent_of_relative
from onrecord.resolve.words import values, words

# A speaker found with less surety than this stays open. On the seen half of the gold and the samples, with
# weights that had not seen them, half of the pronouns just below it were right, seven of eight above it.
LEAST_SURETY = 0.6

NAME_SURETY = 0.97
SCALE = {"pronoun": (0.0, 0.72), "nominal": (0.7, 0.15)}
SHARE_RIGHT = {"name": 0.95, "surname": 0.98}
OWNER_SURETY = 0.7
LAST_WORDS = 120
AUTHOR_SURETY = 0.85
ANSWER_SURETY = 0.85

_NOBODY = frozenset({"no", "nobody", "none"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "DT", "CD", "VBG"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source stands for, how it says so, the words that refer (), and how sure that is, 0..1."""

    referent: Referent
    how: SpeakerHow
    phrase: tuple[int, ...]
    probability: float


class SpeakerFinder:
    """Resolves the sources of one article's attributions, once its references are resolved."""

    def __init__(self, article: Article, discourse: Discourse, surety: Mapping[int, float]) -> None:
        self.article = article
        self.discourse = discourse
        self._surety = surety
        self._speech_of = {speech.attribution.id: speech for speech in discourse.speeches}
        self._found: dict[str, Speaker | None] = {}
        self._spoken: list[tuple[Attribution, Speech, Speaker | None]] = []
        self.author = author_of(article, discourse)

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """Who said `attribution`, or None when the article does not tell; call in text order."""
        speech = self._speech_of.get(attribution.id)
        if speech is None:
            return None
        if speech.source:
            speaker = self._of_phrase(speech.head, speech.source, speech)
        elif attribution.inferred:
            speaker = self._implied(speech)
        else:
            speaker = None
        if speaker is not None and speaker.probability < LEAST_SURETY:
            speaker = None
        if speaker is not None:
            self.discourse.speaks(speech, speaker.referent)
            speaker = replace(speaker, probability=calibrated(speaker.how, speaker.probability))
        self._found[attribution.id] = speaker
        if attribution.holder is None:
            self._spoken.append((attribution, speech, speaker))
        return speaker

    def resolve_addressee(self, attribution: Attribution) -> Speaker | None:
        """Whom `attribution` is told, found as a speaker is, or None when the article does not tell.

        Call once all speakers are resolved. Nobody is taken to tell something to themselves.
        """
        speech = self._speech_of.get(attribution.id)
        cue = speech.cue if speech is not None else ()
        head = addressee_at(self.discourse.syntax, cue)
        if speech is None or head is None or head in speech.source:
            return None
        syntax = self.discourse.syntax
        clauses = syntax.all(head, "relcl", "acl", "appos")
        told = self._of_phrase(head, syntax.subtree(head, without=clauses), speech)
        if told is None or told.probability < LEAST_SURETY or told.referent is speech.speaker:
            return None
        # "Told Mer's backers" is not told Mer, nor "answered his letter" him; "told the mayor, Mer," is.
        beside = (it for it in told.phrase if syntax.tokens[it].dep == "appos")
        themselves = head in told.phrase or any(syntax.tokens[it].head == head for it in beside)
        return told if themselves else None

    def _implied(self, speech: Speech) -> Speaker | None:
        """Who spoke last before a quotation that goes on."""
        before = next(
            (s for _, other, s in reversed(self._spoken) if other.content[0] < speech.content[0]), None
        )
        if before is None:
            return None
        return Speaker(before.referent, "implied", (), max(0.9 * before.probability, LEAST_SURETY))

    def _of_phrase(self, head: int, source: Sequence[int], speech: Speech) -> Speaker | None:
        discourse, syntax = self.discourse, self.discourse.syntax
        tokens = syntax.tokens
        inside = set(source)
        if any(tokens[i].text.lower() in _NOBODY for i in (head, *syntax.all(head, "det"))):
            return None
        if label_of(discourse, speech) is not None:
            return Speaker(speech.speaker, "nominal", (), ANSWER_SURETY) if speech.speaker else None
        if names_two(discourse, source):
            return None
        named = named_in(discourse, source, head)
        if named is not None:
            return self._by_name(named)
        if self._joined(head, inside):
            return None
        described = self._described(head)
        if described is not None:
            return described
        if tokens[head].tag in _RELATIVE:
            noun = antecedent_of_relative(discourse, head)
            if noun is None or noun == head:
                return None
            clauses = syntax.all(noun, "relcl", "acl", "appos")
            phrase = [i for i in syntax.subtree(noun, without=clauses) if i < head or noun > head]
            return self._of_phrase(noun, phrase, speech)
        open_name = discourse.people.open_names.get(head)
        if open_name is not None:
            one = self._shared_surname(head, open_name)
            return Speaker(discourse.of_cluster[id(one)], "surname", (head,), 0.9) if one else None
        referent = discourse.at.get(head)
        if referent is not None:
            return self._of_referent(head, referent, inside)
        if tokens[head].text.lower() in ("i", "me", "my") and self.author is not None:
            return Speaker(self.author, "pronoun", (head,), AUTHOR_SURETY)
        if tokens[head].tag in _NOUNS:
            return self._of_noun(head, inside, speech)
        return None

    def _by_name(self, mention: NameMention) -> Speaker:
        cluster = self.discourse.people.at_token[mention.start]
        bare = cluster.kind == "person" and len(mention.words) == 1
        how: SpeakerHow = "surname" if bare else "name"
        phrase = tuple(range(mention.start, mention.end))
        return Speaker(self.discourse.of_cluster[id(cluster)], how, phrase, NAME_SURETY)

    def _described(self, head: int) -> Speaker | None:
        """The person behind whose name a description stands that is a source by itself: ", the mayor,"."""
        discourse, tokens = self.discourse, self.discourse.syntax.tokens
        above = tokens[head].head
        cluster = discourse.people.at_token.get(above)
        if tokens[head].dep != "appos" or cluster is None or cluster.kind != "person" or head < above:
            return None
        if not is_human(tokens[head].lemma) or tokens[head].tag != "NN":
            return None
        return Speaker(
            discourse.of_cluster[id(cluster)], "nominal", base_phrase(discourse.syntax, head), NAME_SURETY
        )

    def _of_referent(self, head: int, referent: Referent, inside: set[int]) -> Speaker | None:
        syntax = self.discourse.syntax
        cluster = referent.cluster
        if cluster is not None and any(m.start <= head < m.end for m in cluster.mentions):
            mention = cluster.mention_at(head)
            return self._by_name(mention)
        surety = self._surety.get(head, 1.0)
        pronoun = syntax.tokens[head].tag in ("PRP", "PRP$")
        if pronoun and referent.sort != "paper":
            return Speaker(referent, "pronoun", (head,), surety)
        if cluster is not None:
            beside = next((m for m in cluster.mentions if m.start > head and m.start in inside), None)
            if beside is not None:  # "the news agency, Merpress"
                return Speaker(referent, "name", tuple(range(beside.start, beside.end)), NAME_SURETY)
        phrase = base_phrase(syntax, head, inside)
        if referent.sort == "paper":
            if referent.issuer is None or not (referent.issuer.cluster or self._nameable(referent.issuer)):
                return None  # a poll, a letter: who made it, the article may not tell
            return Speaker(referent.issuer, "pronoun" if pronoun else "nominal", (), 0.85 * surety)
        if referent.cluster is None and not self._nameable(referent):
            return None
        return Speaker(referent, "nominal", phrase, surety)

    def _nameable(self, referent: Referent) -> bool:
        """Whether a description tells anything: not "his campaign", nor "the group"."""
        tokens = self.discourse.syntax.tokens
        if referent.sort == "person":
            return not referent.definite  # "the spokesman": somebody, whom the article may have named
        if len(referent.description) == 1:
            lemma = tokens[referent.description[0]].lemma
            if referent.sort == "body" and values("body").get(lemma) == "vague":
                return False
        return not any(tokens[i].tag == "PRP$" for i in referent.description)

    def _joined(self, head: int, inside: set[int]) -> bool:
        """Whether the source names several at once ("Mer and Darro")."""
        discourse = self.discourse
        tokens = discourse.syntax.tokens
        joined = [
            i
            for i in discourse.syntax.all(head, "conj")
            if i in inside
            and tokens[i].tag[:2] in ("NN", "PR")
            and discourse.at.get(i) is not discourse.at.get(head)
        ]
        joined = [i for i in joined if not self._is_one(head, i)]
        if head in discourse.people.at_token:  # "Mer, its only ally and its lifeline,": one
            joined = [i for i in joined if i in discourse.people.at_token or self._begins_anew(i)]
        return bool(joined)

    def _begins_anew(self, noun: int) -> bool:
        """Whether "and" stands right before a noun, or before what is told of somebody: "and her brother"."""
        syntax, tokens = self.discourse.syntax, self.discourse.syntax.tokens
        first = syntax.subtree(noun)[0]
        return tokens[noun - 1].tag == "CC" or (
            is_human(tokens[noun].lemma) and tokens[first - 1].tag == "CC"
        )

    def _is_one(self, head: int, other: int) -> bool:
        """Whether two nouns describe one person: "the Tarn senator and presidential candidate"."""
        syntax = self.discourse.syntax
        described = all(
            syntax.tokens[i].tag == "NN" and is_human(syntax.tokens[i].lemma) for i in (head, other)
        )
        return described and bool(syntax.all(head, "det")) and not syntax.all(other, "det", "poss", "nummod")

    def _shared_surname(self, head: int, candidates: Sequence[Cluster]) -> Cluster | None:
        """Of several people with this surname, the one named in full or speaking last, just before."""
        rank = self.discourse.syntax.rank_of
        for _, speech, speaker in reversed(self._spoken):
            if rank(head) - rank(speech.content[0]) > 1:
                break
            if speaker is None or speaker.referent.cluster is None:
                continue
            since = [
                c
                for c in candidates
                if any(speech.content[0] < m.start < head and len(m.words) > 1 for m in c.mentions)
            ]
            if since:
                return since[0] if len(since) == 1 else None
            return next((c for c in candidates if c is speaker.referent.cluster), None)
        return None

    def _of_noun(self, head: int, inside: set[int], speech: Speech) -> Speaker | None:
        """A noun that is no reference by itself: a name nobody knows, a group under an unusual word."""
        discourse, syntax = self.discourse, self.discourse.syntax
        tokens = syntax.tokens
        phrase = base_phrase(syntax, head, inside)
        counted = determiner_of(syntax, head)[0] in ("a", "some")  # "Another Tarn Pilot", in a headline
        if not counted and all(
            tokens[i].tag[:3] == "NNP" or syntax.is_mark(i) or is_camel(tokens[i].text) for i in phrase
        ):
            new = discourse.describe("name", phrase, None)
            return Speaker(new, "name", phrase, 0.9)  # a name, though nothing tells of what
        lemma = tokens[head].lemma
        owner = syntax.child(head, "poss")
        if owner is not None and owner in discourse.at and lemma in words("voice"):
            return Speaker(discourse.at[owner], "nominal", (), OWNER_SURETY)  # "in her view"
        if not (is_human(lemma) or lemma in words("group")):
            # "The PRA rules", "Mer's form"; what somebody has several of may be people ("her surrogates").
            paper = lemma in words("paper") or lemma in words("portion")
            several = tokens[head].tag == "NNS" and owner is not None and not paper
            tells = not speech.cue or any(tokens[i].lemma in words("paper-act") for i in speech.cue)
            maker = issuer_of(discourse, head) if tells and not several else None
            if maker is None or not (maker.cluster or self._nameable(maker)):
                return None
            return Speaker(maker, "nominal", (), OWNER_SURETY)
        r = describe(syntax, head, inside)
        if r is None:
            return None
        new = discourse.describe(r.sort, phrase, r.gender)
        return Speaker(new, "nominal", phrase, 0.9)


def calibrated(how: SpeakerHow, surety: float) -> float:
    """How often a speaker found this way with this surety is right, 0..1.

    On the seen half of the gold and the samples, 523 speakers: Platt's scaling (1999) fitted for pronouns,
    and set near that fit by eye for descriptions; for names the share that was right.
    """
    if how in ("pronoun", "nominal"):
        intercept, slope = SCALE[how]
        odds = min(surety, 0.995) / (1 - min(surety, 0.995))
        return 1 / (1 + exp(-intercept - slope * log(odds)))
    return SHARE_RIGHT.get(how, surety)


def author_of(article: Article, discourse: Discourse) -> Referent | None:
    """Who says "I" outside quotations: the only byline, if the text names it, or whom head or foot present.

    Pieces in the first person begin with "Ada Mer: Why I left", or end with "Ada Mer is a pilot in Tarn."
    """
    if len(article.bylines) == 1:
        name = name_words(article.bylines[0])
        for referent in discourse.referents:
            if referent.cluster is not None and referent.cluster.words == name:
                return referent
    syntax = discourse.syntax
    tokens = syntax.tokens
    first = discourse.people.at_token.get(0)
    if first is not None and first.kind == "person" and len(first.mention_at(0).words) > 1:
        after = first.mention_at(0).end
        if after < len(tokens) and tokens[after].text == ":":
            return discourse.of_cluster[id(first)]
    for number in range(len(tokens) - 1, max(len(tokens) - LAST_WORDS, -1), -1):
        subject = discourse.at.get(number)
        if subject is None or subject.sort != "person" or tokens[number].dep != "nsubj":
            continue
        opens = syntax.sentence_start(tokens[number].sentence)
        verb = tokens[tokens[number].head]
        mention = (
            discourse.people.at_token[number].mention_at(number)
            if number in discourse.people.at_token
            else None
        )
        if (
            mention is not None
            and mention.start == opens
            and len(mention.words) > 1
            and verb.text.lower() in ("is", "was")
        ):
            return subject
    return None
