"""How benchmarks print their figures."""

from __future__ import annotations

from onrecord.evaluate import RoleScores, Scores
from onrecord.evaluate.speakers import SpeakerScores


def print_scores(name: str, scores: Scores) -> None:
    """A small table of one scoring."""
    print(f"{name}: {scores.documents} articles, {scores.gold} gold, {scores.predicted} predicted")
    for label, ratio in (
        ("content", scores.content),
        ("content exact", scores.exact),
        ("attribution", scores.attribution),
        ("characters", scores.characters),
    ):
        print(f"  {label:14s} P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}")
    print(f"  {'source right':14s} {scores.source_accuracy:.3f}")


def print_speakers(scores: SpeakerScores) -> None:
    """Speakers by how the source refers to them."""
    print("speakers of gold statements with a name (right, wrong, open among those found; missed):")
    for how, tally in sorted(scores.counts.items()):
        print(
            f"  {how:9s} right {tally['right']:4d}  wrong {tally['wrong']:3d}  open {tally['open']:3d}  "
            f"missed {tally['missed']:3d}  accuracy {scores.accuracy(how):.3f}"
        )


def print_roles(scores: RoleScores) -> None:
    """Roles: how many, and how many of them are right."""
    print(
        f"roles: {scores.gold} gold, {scores.predicted} predicted\n"
        f"  right {scores.precision:.3f} of the predicted; of the gold {scores.recall:.3f} are found whole, "
        f"{scores.part_recall:.3f} at least in part"
    )
