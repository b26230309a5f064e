"""A quotation belongs to a cue of its own clause, and what is said inside it ends with it."""

from __future__ import annotations

from .conftest import Find


def test_the_next_sentence_does_not_claim_a_quotation(find: Find) -> None:
    found = find("Inspectors were “aware of the leak and of its cause.” The Harbour Board did not respond.")
    assert not [a for a in found if "Harbour Board" in str(a.source) and "leak" in str(a.content)]


def test_who_is_made_to_speak_is_the_source(find: Find) -> None:
    text = "The mayor stopped it, leading an angry Ada Mer to say, “He should have stayed at home.”"
    (speech,) = (a for a in find(text) if a.form == "direct")
    assert str(speech.source) == "an angry Ada Mer"


def test_a_title_after_a_comma_is_nobodys_words(find: Find) -> None:
    assert find("The board filed a report, “A harbour in winter.”") == ()


def test_what_is_said_inside_a_quotation_ends_in_it(find: Find) -> None:
    found = find("“We have no choice, and nobody likes that,” mayor Ada Mer told reporters on Friday.")
    outer = next(a for a in found if str(a.cue) == "told")
    inside = [a for a in found if a.holder is not None]
    assert inside
    for nested in inside:
        assert nested.holder == outer.id
        assert nested.content[-1].end < outer.content[-1].end
        assert "”" not in str(nested.content)


def test_a_cue_has_its_preposition_so_that_its_sense_stays(find: Find) -> None:
    (warning,) = find("The council warned the port against selling the ferry.")
    assert (str(warning.cue), str(warning.content)) == ("warned … against", "selling the ferry")
