"""What is kept between runs so that finding copies among many articles need not begin anew.

A sketch depends on its article alone, an overlap on its two articles: they stay until a reading of them goes.
`made_by` names the way in which they were made; what another one made counts as not there.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select, true

from onrecord.store.sqlite import insert_many
from onrecord.store.tables import overlaps, readings, sketches

Pair = tuple[str, str]  # ids of articles, the lesser first


def kept_sketches(connection: Connection, made_by: str) -> dict[str, bytes | None]:
    """The sketch of every article shown, by id; None where there is none yet."""
    joined = readings.outerjoin(
        sketches, (sketches.c.reading == readings.c.key) & (sketches.c.made_by == made_by)
    )
    query = select(readings.c.article, sketches.c.sketch).select_from(joined)
    return {row.article: row.sketch for row in connection.execute(query.where(readings.c.shown == true()))}


def kept_overlaps(connection: Connection, made_by: str) -> dict[Pair, str | None]:
    """What was found about pairs of articles that are shown; None: they have too little in common."""
    ids = _ids(connection)
    query = select(overlaps.c.one, overlaps.c.other, overlaps.c.overlap).where(overlaps.c.made_by == made_by)
    return {
        (ids[row.one], ids[row.other]): row.overlap
        for row in connection.execute(query)
        if row.one in ids and row.other in ids
    }


def keep_sketches(connection: Connection, made_by: str, found: Mapping[str, bytes]) -> None:
    """Keep sketches of articles, by id; of articles that are gone by now nothing is kept."""
    keys = {article: key for key, article in _ids(connection).items()}
    connection.execute(delete(sketches).where(sketches.c.made_by != made_by))
    rows = [(keys[article], made_by, sketch) for article, sketch in found.items() if article in keys]
    known = set(connection.execute(select(sketches.c.reading)).scalars())
    insert_many(connection, sketches, [row for row in rows if row[0] not in known])


def keep_overlaps(connection: Connection, made_by: str, found: Mapping[Pair, str | None]) -> None:
    """Keep what was found about pairs; of articles that are gone by now nothing is kept."""
    keys = {article: key for key, article in _ids(connection).items()}
    connection.execute(delete(overlaps).where(overlaps.c.made_by != made_by))
    known = set(kept_overlaps(connection, made_by))
    insert_many(
        connection,
        overlaps,
        [
            (keys[one], keys[other], made_by, overlap)
            for (one, other), overlap in found.items()
            if one in keys and other in keys and (one, other) not in known
        ],
    )


def _ids(connection: Connection) -> dict[int, str]:
    query = select(readings.c.key, readings.c.article).where(readings.c.shown == true())
    return {row.key: row.article for row in connection.execute(query)}
