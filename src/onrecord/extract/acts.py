"""What kind of act a cue reports."""

from __future__ import annotations

from onrecord.record import Act

_ACTS: dict[Act, str] = {
    "deny": "deny reject dismiss refute dispute contradict disavow rebuff decline refuse",
    "believe": "believe think feel consider suspect doubt fear worry assume view regard see suppose imagine find "
    "expect trust reckon sense",
    "want": "want hope wish seek plan intend aim prefer desire need like try attempt oppose support favor favour back "
    "endorse advocate push pursue prepare agree-to",
    "ask": "ask question inquire wonder query request invite beg plead appeal",
    "warn": "warn caution alert threaten",
    "promise": "promise vow pledge swear commit guarantee assure offer",
    "order": "order demand urge call-on command instruct tell-to direct insist require press encourage recommend",
    "predict": "predict forecast project anticipate foresee estimate",
    "know": "know learn realise realize discover understand recognise recognize remember recall",
    "claim": "claim allege contend maintain assert accuse charge purport",
    "praise": "praise hail laud commend applaud congratulate thank compliment tout welcome celebrate",
    "criticise": "criticise criticize blast slam attack condemn denounce blame mock ridicule deride rip lambaste "
    "lambast decry rebuke chide",
    "agree": "agree concede acknowledge admit accept confirm concur",
    "show": "show reveal suggest indicate demonstrate imply prove",
}
_ACT_OF: dict[str, Act] = {lemma: act for act, lemmas in _ACTS.items() for lemma in lemmas.split()}


def act_of(construction: str, lemma: str) -> Act | None:
    """The act that `lemma` reports: "say" for words of speaking that report no other, None where unknown."""
    act = _ACT_OF.get(lemma)
    if act is not None:
        return act
    if construction in (
        "ccomp",
        "ccomp-that",
        "ccomp-wh",
        "inserted",
        "parataxis",
        "according",
        "as",
        "colon",
        "implied",
    ) or (construction.startswith("quote")):
        return "say"
    return None
