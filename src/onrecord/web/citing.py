"""A statement as one line to be quoted: words, speaker, role, outlet, date, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.web.words import day_in_words

if TYPE_CHECKING:
    from onrecord.api import StatementView

_MARKS = "“”\"«»„‘’'"


def citation(statement: StatementView) -> str:
    """The line: words that are direct speech stand in quotation marks, what is only reported says so."""
    who = statement.entity_name or statement.who or "Nobody named"
    role = next((str(role) for role in statement.roles if str(role)), None)
    content = " ".join(statement.content.split())
    if statement.form == "direct":
        said = content if content[:1] in _MARKS else f"“{content}”"
    else:
        said = f"as reported, {content}"
    told = f" (in the words of {statement.holder_who or 'somebody not named'})" if statement.holder else ""
    headline = f"“{' '.join(statement.headline.split())}”" if statement.headline else None
    where = [statement.outlet or "outlet not known", headline, day_in_words(statement.published)]
    end = "" if said[-1:] in ".!?" or said[-2:-1] in (".", "!", "?") else "."
    return (
        f"{who}{f', {role}' if role else ''}{told}: {said}{end} {', '.join(filter(None, where))}. "
        f"{statement.url or statement.origin}"
    )
