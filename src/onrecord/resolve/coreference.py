"""Whom every pronoun and role noun of an article stands for, in the order in which a reader learns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.again import as_pronoun, can_be_body, likeliest, speaking
from onrecord.resolve.answering import find_answers
from onrecord.resolve.antecedents import Choice, Chooser, Option, does_as_bodies_do, options
from onrecord.resolve.bodychoice import (
    OwnedBody,
    bare_owned,
    bodies_by_last_words,
    body_of_owner,
    choose_body,
)
from onrecord.resolve.continuing import UNSURE, must_mean
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.holders import (
    called_so,
    described_ahead,
    gender_in_clause,
    named_in_headline,
    only_holder,
    usual_holder,
)
from onrecord.resolve.introduced import first_to_speak, named_later, next_to_speak
from onrecord.resolve.kin import find_relatives, relative
from onrecord.resolve.named import named_beside
from onrecord.resolve.papers import find_issuers, issuer_of
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import (
    claims,
    fit_of,
    holding,
    known_of_words,
    may_run,
    plain,
    words_of,
)
from onrecord.resolve.topic import goes_on, is_again, is_passed_over, spoken_of
from onrecord.resolve.words import words

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
# How sure these are; as often as they are right on the seen half of the gold and on samples of news.
AHEAD_SURETY = 0.8
FITTING_SURETY = 0.9
ALONE_SURETY = 0.85
HOLDER_SURETY = 0.85
TOPIC_SURETY = 0.85
AGAIN_SURETY = 0.85
GOING_ON_SURETY = 0.65
ACTING_SURETY = 0.65
AGAIN_BODY_SURETY = 0.7


class Coreference:
    """Resolves the references of one article. `surety` has the probability of each by its head's token."""

    def __init__(self, discourse: Discourse, references: Sequence[Referring], chooser: Chooser) -> None:
        self.discourse = discourse
        self.references = references
        self.surety: dict[int, float] = {}
        self._choose = chooser
        self._described: dict[tuple[str, str], Referent] = {}
        self._owned: list[OwnedBody] = []
        self._named_bodies = bodies_by_last_words(discourse)
        self._relatives = find_relatives(discourse)

    def run(self) -> None:
        """The narrator's references first, then those inside quotations, whose speakers are then known.

        What is said waits for who says it, where that stands behind it ("His plan, he said, was good").
        """
        discourse = self.discourse
        self._owned_bodies()
        find_answers(discourse)
        quoted = [r for r in self.references if discourse.quoted_in(r.head) is not None]
        narrated = [r for r in self.references if discourse.quoted_in(r.head) is None]
        for r in sorted(narrated, key=self._turn):
            self.resolve(r)
        self._first_person()
        for r in quoted:
            self.resolve(r)
        find_issuers(discourse)

    def _turn(self, r: Referring) -> tuple[int, int]:
        speech = self.discourse.content_of.get(r.head)
        if speech is None or r.head in speech.source or speech.head < r.head:
            return (r.head, r.head)
        return (speech.head, r.head)

    def resolve(self, r: Referring) -> None:
        """Take down what `r` refers to, where that is clear."""
        if r.head in self.discourse.at:
            return
        named = named_beside(self.discourse, r)
        if named is not None:
            self.surety[r.head] = 1.0
            self.discourse.refer(named, r.head, (), "nominal")  # one mention with the name beside it
        elif r.is_pronoun:
            self._of_pronoun(r)
        elif r.sort == "paper":
            self._of_paper(r)
        elif r.sort == "people":
            self._take(r, self._description(r), 1.0)
        elif r.sort == "body":
            self._of_body(r)
        else:
            self._of_person(r)

    def _take(self, r: Referring, referent: Referent, probability: float) -> None:
        self.surety[r.head] = probability
        self.discourse.refer(referent, r.head, r.phrase, "pronoun" if r.is_pronoun else "nominal")
        if r.sort == "body" and referent.cluster is not None:
            called = known_of_words({self.discourse.syntax.tokens[r.head].lemma})
            self.discourse.learn(referent, tuple(dict.fromkeys((*referent.known, called))))
        if r.gender is not None:
            if referent.cluster is None:
                referent.described_gender = referent.described_gender or r.gender
            elif r.is_pronoun:
                referent.cluster.pronouns[r.gender] += 1  # what one pronoun settles, the next may rely on

    def _of_pronoun(self, r: Referring) -> None:
        some = options(self.discourse, r)
        if not some:
            return
        choice = self._choose(r, some)
        alone = must_mean(self.discourse, r, some, choice)
        if r.sort == "it" and (choice.referent is None or choice.probability < ACTING_SURETY):
            choice = self._acting(r, some) or choice
        if alone is not None:
            self._take(
                r, alone, max(ALONE_SURETY, choice.probability) if alone is choice.referent else ALONE_SURETY
            )
        elif choice.referent is not None:
            going_on = r.sort == "he" and goes_on(self.discourse, r, choice.referent)
            self._take(r, choice.referent, max(choice.probability, GOING_ON_SURETY if going_on else 0.0))

    def _acting(self, r: Referring, some: Sequence[Option]) -> Choice | None:
        """What an "it" means that does what no paper does, if one just mentioned is clearly the likeliest.

        Whoever declines is somebody: that the word stands for nothing is not weighed.
        """
        sentence = self.discourse.syntax.tokens[r.head].sentence
        some = [o for o in some if o.referent is not None and o.referent.sort != "place"]
        if not some or not does_as_bodies_do(self.discourse, r):
            return None
        choice = self._choose(r, some)
        place = choice.referent.before(r.head) if choice.referent is not None else None
        near = place is not None and sentence - place.sentence <= 1
        return Choice(choice.referent, ACTING_SURETY) if near and choice.probability >= UNSURE else None

    def _of_person(self, r: Referring) -> None:
        kin = relative(self.discourse, self._relatives, r)
        ahead = described_ahead(self.discourse, r) or named_later(self.discourse, r)
        ahead = ahead or named_in_headline(self.discourse, r)
        told = self._with_gender(r)
        ahead = ahead or first_to_speak(self.discourse, told)
        if kin is not None:
            self._take(r, kin, FITTING_SURETY)
        elif ahead is not None:
            self._take(r, ahead, AHEAD_SURETY)
            self._learn(ahead, *words_of(self.discourse.syntax, r))
        elif r.determiner in ("a", "some") or not self._of_role(told):
            introduced = next_to_speak(self.discourse, told)
            self._take(r, introduced or self._new(r), AHEAD_SURETY if introduced is not None else 1.0)

    def _with_gender(self, r: Referring) -> Referring:
        """`r` with the gender that its clause tells, if its noun tells none."""
        return r if r.gender is not None else replace(r, gender=gender_in_clause(self.discourse, r))

    def _of_role(self, r: Referring) -> bool:
        """Take the one whose role or name fits, else whom the ranker prefers; False where that is nobody."""
        some = options(self.discourse, r)
        fitting = [
            o.referent
            for o in some[:-1]
            if o.referent is not None and fit_of(self.discourse.syntax, r, o.referent) in ("whole", "head")
        ]
        among = self._person_among if r.sort == "person" else self._body_among
        choice = among(r, some, fitting)
        if choice.referent is None:
            return False
        self._take(r, choice.referent, choice.probability)
        return True

    def _person_among(self, r: Referring, some: Sequence[Option], fitting: list[Referent]) -> Choice:
        """Whom a description of somebody means; `fitting` are those of `some` who are called so."""
        discourse = self.discourse
        fitting = holding(discourse.syntax, r, fitting)
        known = [p for p in fitting if p.cluster is not None or not p.definite]
        passed = not known or is_passed_over(discourse, r, known)
        if passed:
            told_of = spoken_of(discourse, r, lambda: as_pronoun(discourse, r, self._choose))
            if told_of is not None:
                return Choice(told_of, TOPIC_SURETY)
        if passed and fitting and (again := likeliest(discourse, r, self._choose)) is not None:
            return Choice(again, AGAIN_SURETY)
        if len(fitting) == 1:
            return Choice(fitting[0], FITTING_SURETY)
        if fitting:
            usual = usual_holder(discourse, r, fitting)
            if usual is not None:
                return Choice(usual, HOLDER_SURETY)
            again = speaking(discourse, r.head, fitting) or likeliest(discourse, r, self._choose, fitting)
            return Choice(again, AGAIN_SURETY)
        alone = only_holder(discourse, r, [o.referent for o in some])
        if alone is not None:
            return Choice(alone, HOLDER_SURETY)
        choice = self._choose(r, some) if some else Choice(None, 1.0)
        if choice.referent is not None and self._may_be(r, choice.referent):
            return choice
        again = likeliest(discourse, r, self._choose)
        noun, modifiers = words_of(discourse.syntax, r)
        if again is not None and claims(noun):
            self._learn(again, noun, modifiers)  # "the Tarn senator", and then "the senator"
        return Choice(again, AGAIN_SURETY)

    def _body_among(self, r: Referring, some: Sequence[Option], fitting: list[Referent]) -> Choice:
        """Which body a description means; `fitting` are those of `some` that are called so."""
        if len(fitting) == 1:
            return Choice(fitting[0], FITTING_SURETY)
        choice = self._choose(r, some) if some else Choice(None, 1.0)
        if choice.referent is not None or not is_again(self.discourse, r):
            return choice
        if fitting:
            return Choice(speaking(self.discourse, r.head, fitting), AGAIN_SURETY)
        likely = [o for o in some if o.referent is not None and can_be_body(self.discourse, r, o.referent)]
        choice = self._choose(r, likely) if likely else choice
        return Choice(choice.referent, AGAIN_BODY_SURETY * choice.probability)

    def _learn(self, referent: Referent, noun: str, modifiers: frozenset[str]) -> None:
        """Take down that the article calls somebody by a noun and the words before it."""
        known = dict.fromkeys((*referent.known, known_of_words({noun}, modifiers)))
        self.discourse.learn(referent, tuple(known))

    def _may_be(self, r: Referring, referent: Referent) -> bool:
        """Whether a name can be meant that the article does not call so: nobody by "Mer's pilot said".

        And nobody by "the prosecutor said" where somebody else is called that.
        """
        if r.head in self.discourse.by_head:
            somebody = r.determiner == "own" or self.discourse.syntax.tokens[r.head].lemma in words("unnamed")
            others = any(p is not referent for p in called_so(self.discourse, r))
            if somebody or (referent.cluster is not None and others):
                return False
        return may_run(self.discourse, r, referent)

    def _of_body(self, r: Referring) -> None:
        owned = self._owned_body(r)
        owned = owned or bare_owned(self.discourse, self._owned, r)
        chosen = choose_body(self.discourse, r) if owned is None else None
        if chosen is not None:
            self._take(r, chosen.referent, chosen.surety)
        elif owned is not None or r.owner is not None or r.determiner == "a" or not self._of_role(r):
            self._take(r, owned or self._description(r), 1.0)

    def _owned_body(self, r: Referring) -> Referent | None:
        """ "His campaign", "the Mer campaign": one body for each owner, under the fullest form it has."""
        discourse = self.discourse
        tokens = discourse.syntax.tokens
        by_name = discourse.syntax.all(r.head, "compound", "nmod")
        owner = next(
            (discourse.at[i] for i in ([r.owner] if r.owner is not None else by_name) if i in discourse.at),
            None,
        )
        if owner is None:
            return None
        noun = tokens[r.head].lemma
        if r.owner is None and owner.sort == "organisation" and noun in words("body-itself"):
            # "The PRA group" is the PRA, "a PRA money group" is not.
            return owner if discourse.at.get(r.head - 1) is owner else None
        if owner.cluster is not None:
            seen = self._named_bodies.get((owner.cluster.words[-1], noun))
            if seen is not None:
                return seen  # one that the tagger saw as a name: "Mer Campaign"
        if r.owner is not None and (own := body_of_owner(discourse, r, owner)) is not None:
            return own
        return self._body_of(owner, noun, r.phrase)

    def _body_of(self, owner: Referent, noun: str, phrase: tuple[int, ...]) -> Referent:
        key = (noun, str(id(owner)))
        known = self._described.get(key)
        if known is None:
            known = self._described[key] = self.discourse.describe("body", phrase, None)
            self._owned.append(OwnedBody(noun, owner, known))
            words_ = owner.cluster.words if owner.cluster is not None else ()
            self.discourse.learn(known, (known_of_words({noun}, words_),))
        elif self._fuller(phrase) > self._fuller(known.description):
            known.description = phrase
        return known

    def _owned_bodies(self) -> None:
        """Bodies that are named only on the way: "Mer campaign manager Ada Lind"."""
        discourse, tokens = self.discourse, self.discourse.syntax.tokens
        for t in tokens[1:]:
            if t.lemma not in words("owned-body") or t.index in discourse.people.at_token:
                continue
            before = t.index - (2 if tokens[t.index - 1].tag == "POS" else 1)
            cluster = discourse.people.at_token.get(before)
            if cluster is not None and cluster.kind == "person":
                start = cluster.mention_at(before).start
                self._body_of(discourse.of_cluster[id(cluster)], t.lemma, tuple(range(start, t.index + 1)))

    def _fuller(self, phrase: tuple[int, ...]) -> int:
        """How well a phrase names an owned body: "his campaign", "Mer's campaign", "Mer campaign"."""
        tags = {self.discourse.syntax.tokens[i].tag for i in phrase}
        return 0 if "PRP$" in tags else 1 if "POS" in tags else 2

    def _of_paper(self, r: Referring) -> None:
        issuer = issuer_of(self.discourse, r.head)
        head = self.discourse.syntax.tokens[r.head]
        several = r.determiner == "none" and head.tag == "NNS"  # "polls show": any
        if r.determiner in ("the", "none", "own") and issuer is None and not several:
            noun = head.lemma
            before = [p for p in self.discourse.recent(r.head) if self._is_paper(p, noun)]
            if before:
                self._take(r, before[0], 0.9)
                return
        paper = self._new(r)
        paper.issuer = issuer
        self._take(r, paper, 1.0)

    def _is_paper(self, referent: Referent, noun: str) -> bool:
        return referent.sort == "paper" and bool(referent.known) and plain(noun) in referent.known[0].nouns

    def _new(self, r: Referring) -> Referent:
        new = self.discourse.describe(r.sort, r.phrase, r.gender)
        noun, modifiers = words_of(self.discourse.syntax, r)
        self.discourse.learn(new, (known_of_words({noun}, modifiers),))
        new.definite = r.determiner in ("the", "none") or "PRP$" in {
            self.discourse.syntax.tokens[i].tag for i in r.phrase
        }
        return new

    def _description(self, r: Referring) -> Referent:
        """The referent of a description that is always one: "analysts", "the foreign ministry"."""
        tokens = self.discourse.syntax.tokens
        key = (r.sort, " ".join(tokens[i].text.casefold() for i in r.phrase))
        if key not in self._described:
            self._described[key] = self._new(r)
        return self._described[key]

    def _first_person(self) -> None:
        """ "I" in somebody's quotation."""
        discourse = self.discourse
        for token in discourse.syntax.tokens:
            if token.tag in ("PRP", "PRP$") and token.text.lower() in _FIRST_PERSON:
                speech = discourse.quoted_in(token.index)
                if speech is not None and speech.speaker is not None and speech.speaker.sort == "person":
                    discourse.refer(speech.speaker, token.index, (token.index,), "pronoun")
                    self.surety[token.index] = 1.0
