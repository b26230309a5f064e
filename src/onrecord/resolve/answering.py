"""Who answers in an interview that is printed as "Q:" and "A:"."""

from __future__ import annotations

from typing import Literal

from onrecord.resolve.discourse import Discourse, Referent, Speech

Label = Literal["question", "answer"]

_LABELS: dict[str, Label] = {"Q": "question", "QUESTION": "question", "A": "answer", "ANSWER": "answer"}
# Who answers is named so often before the first question, or alone; the others are asking, or spoken of.
OFTEN = 2


def find_answers(discourse: Discourse) -> None:
    """Take down who speaks the answers: the one who is named most before the first question.

    Nobody, where two are named as often.
    """
    labelled = [(label_of(discourse, speech), speech) for speech in discourse.speeches]
    questions = [speech.position for label, speech in labelled if label == "question"]
    answers = [speech for label, speech in labelled if label == "answer"]
    if not questions or not answers:
        return
    first = min(questions)
    counts: list[tuple[int, Referent]] = [
        (referent.count_before(first), referent)
        for referent in discourse.referents
        if referent.sort == "person" and referent.cluster is not None and referent.count_before(first)
    ]
    counts.sort(key=lambda row: -row[0])
    if not counts or (len(counts) > 1 and counts[0][0] < max(OFTEN, counts[1][0] + 1)):
        return
    for answer in answers:
        discourse.speaks(answer, counts[0][1])


def label_of(discourse: Discourse, speech: Speech) -> Label | None:
    """Whether the source of a speech is a label that names nobody, and which."""
    if len(speech.source) != 1 or [span.text for span in speech.attribution.cue] != [":"]:
        return None
    return _LABELS.get(discourse.syntax.tokens[speech.source[0]].text)
