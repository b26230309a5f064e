"""A statement as one line to be quoted: words, speaker, role, outlet, date, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.web.words import day_in_words, file_or_address

if TYPE_CHECKING:
    from onrecord.api import StatementView

_MARKS = "“”\"«»„‘’'"


# Acts of which the quoted words alone tell: who says or writes them.
_PLAIN = frozenset({"say", "write", None})


def citation(statement: StatementView) -> str:
    """The line: direct speech stands in quotation marks by itself, all else behind the article's own cue.

    Without its cue "denied that he paid" would say that he paid. What lies inside another statement is in
    that one's words, so it never stands as speech of its own.
    """
    who = statement.entity_name or statement.who or "Nobody named"
    role = next((str(role) for role in statement.roles if str(role)), None)
    content, cue = (" ".join(words.split()) for words in (statement.content, statement.cue))
    held = statement.holder is not None
    direct = statement.form == "direct" and not held
    said = f"“{content}”" if direct and content[:1] not in _MARKS else content
    plain = direct and statement.act in _PLAIN and not statement.negated
    told = "" if plain else f" (as reported: “{cue}”)" if cue else " (as reported)"
    if held:
        told += f", inside a statement of {statement.holder_who or 'somebody not named'}"
    headline = f"“{' '.join(statement.headline.split())}”" if statement.headline else None
    published = day_in_words(statement.published or statement.published_inferred)
    published += " (inferred)" if statement.published_inferred else ""
    where = [statement.outlet or "outlet not known", headline, published]
    end = "" if said[-1:] in ".!?" or said[-2:-1] in (".", "!", "?") else "."
    return (
        f"{who}{f', {role}' if role else ''}{told}: {said}{end} {', '.join(filter(None, where))}. "
        f"{statement.url or file_or_address(statement.origin)}"
    )
