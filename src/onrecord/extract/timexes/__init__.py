"""Time expressions: what days, times, lengths of time and repetitions an article speaks of.

`find_timexes` reads an article's words. Values are TIMEX3's, resolved against `article.published` where
there is one. Without one, or when a better date is known later, `resolve_timexes` and `resolve_value` give
them again from another date; they need neither the article nor its words.

Timex.relative says what the words mean before a date is known: steps from the anchor, joined by "/", then
perhaps a time of day. A step is one of

    0D  -1W  +2M     the day, week, month ... this many away from the anchor (units D W WE M Q Y E C:
                     E is a decade, C a century, WE a weekend)
    -2d  +1y         the anchor itself moved by so much, keeping its own size (a quarter moved by a
                     year is a quarter)
    <5  <=5  >5      the nearest Friday before, at or before, after, at or after the anchor; also months
    <M10  >=M10      (M10), days of a year (M10-23), days of a month (X12), weekends (WE), seasons (SP
    ~M10-23  =Q3     SU FA WI), quarters (Q3), halves (H1) and holidays (HTHANKSGIVING). "~" is the nearest
                     either way, where the past counts as twice as near; "=" the one inside the anchor's own
                     week, month or year.
    =1:W  =-1:5      the first week, the last Friday inside (also WE, D, M)
    T10:35  TMO      a time of day, as in TIMEX3

so "yesterday" is "-1D", "last April" "<M04", "next year's third quarter" "+1Y/=Q3", "Friday night" said
in the past tense "<=5/TNI".

Timex.anchor is "published", or the id of an earlier timex of the article ("two days later", "that year"),
or None. A timex with `relative` and without an anchor waits for a date of publication.
"""

from onrecord.extract.timexes.find import find_timexes
from onrecord.extract.timexes.periods import Period
from onrecord.extract.timexes.relative import resolve_timexes, resolve_value

__all__ = ["Period", "find_timexes", "resolve_timexes", "resolve_value"]
