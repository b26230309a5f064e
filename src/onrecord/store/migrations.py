"""The steps that bring a record file from one version of its schema to the next.

A step never changes once it was released: files made by it are out there. A new version appends one.
The version of a file is SQLite's `user_version`, the number of steps that it has behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

Migration = Callable[[Connection], None]

_FIRST_TABLES = (
    """
    CREATE TABLE failures (
        origin TEXT NOT NULL,
        stage TEXT NOT NULL,
        kind TEXT NOT NULL,
        reason TEXT NOT NULL,
        sha256 TEXT,
        PRIMARY KEY (origin)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE provenances (
        "key" TEXT NOT NULL,
        version TEXT NOT NULL,
        extractor TEXT NOT NULL,
        attribution TEXT NOT NULL,
        settings TEXT NOT NULL,
        models TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE readings (
        "key" INTEGER NOT NULL,
        article TEXT NOT NULL,
        shown BOOLEAN NOT NULL,
        sha256 TEXT NOT NULL,
        given_digest TEXT NOT NULL,
        media_type TEXT NOT NULL,
        extractor TEXT NOT NULL,
        provenance TEXT NOT NULL,
        url TEXT,
        outlet TEXT,
        outlet_words TEXT NOT NULL,
        agency TEXT,
        headline TEXT,
        bylines TEXT NOT NULL,
        published TEXT,
        published_how TEXT,
        first_day TEXT,
        last_day TEXT,
        language TEXT,
        warnings TEXT NOT NULL,
        blocks TEXT NOT NULL,
        text TEXT NOT NULL,
        safe_headline TEXT,
        safe_text TEXT,
        PRIMARY KEY ("key"),
        UNIQUE (sha256, given_digest, media_type),
        FOREIGN KEY(provenance) REFERENCES provenances ("key")
    )
    """,
    "CREATE INDEX ix_readings_article ON readings (article)",
    """
    CREATE TABLE chains (
        reading INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        PRIMARY KEY (reading, position),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE origins (
        sha256 TEXT NOT NULL,
        origin TEXT NOT NULL,
        reading INTEGER NOT NULL,
        fetched TEXT,
        PRIMARY KEY (sha256, origin),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "CREATE INDEX ix_origins_reading ON origins (reading)",
    """
    CREATE TABLE attributions (
        "key" INTEGER NOT NULL,
        reading INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        form TEXT NOT NULL,
        act TEXT,
        negated BOOLEAN NOT NULL,
        speaker INTEGER,
        speaker_how TEXT,
        holder TEXT,
        addressee INTEGER,
        inferred BOOLEAN NOT NULL,
        start INTEGER,
        "end" INTEGER,
        source TEXT NOT NULL,
        cue TEXT NOT NULL,
        content TEXT NOT NULL,
        safe_content TEXT,
        PRIMARY KEY ("key"),
        UNIQUE (reading, position),
        FOREIGN KEY(reading, speaker) REFERENCES chains (reading, position),
        FOREIGN KEY(reading, addressee) REFERENCES chains (reading, position),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE chain_names (
        reading INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (reading, chain, position),
        FOREIGN KEY(reading, chain) REFERENCES chains (reading, position) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE mentions (
        reading INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        kind TEXT NOT NULL,
        chain INTEGER NOT NULL,
        PRIMARY KEY (reading, position),
        FOREIGN KEY(reading, chain) REFERENCES chains (reading, position),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE roles (
        reading INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        position INTEGER NOT NULL,
        title_start INTEGER,
        title_end INTEGER,
        title TEXT,
        affiliation_start INTEGER,
        affiliation_end INTEGER,
        affiliation TEXT,
        former BOOLEAN NOT NULL,
        PRIMARY KEY (reading, chain, position),
        FOREIGN KEY(reading, chain) REFERENCES chains (reading, position) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE abouts (
        reading INTEGER NOT NULL,
        attribution INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        PRIMARY KEY (reading, attribution, chain),
        FOREIGN KEY(reading, attribution) REFERENCES attributions (reading, position) ON DELETE CASCADE,
        FOREIGN KEY(reading, chain) REFERENCES chains (reading, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE spans (
        reading INTEGER NOT NULL,
        attribution INTEGER NOT NULL,
        part TEXT NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (reading, attribution, part, position),
        FOREIGN KEY(reading, attribution) REFERENCES attributions (reading, position) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
)

# The search index keeps no second copy of the words: it reads them from the tables through these views.
# `safe_` columns stand in where a text holds characters that would spoil the marking of hits (a NUL ends
# SQLite's own text functions early; two others are the marks). They are as long as what they stand for.
_FIRST_SEARCH = (
    """
    CREATE VIEW statement_texts AS
    SELECT "key", reading, coalesce(safe_content, content) AS content FROM attributions
    """,
    """
    CREATE VIEW article_texts AS
    SELECT "key", coalesce(safe_headline, headline, '') AS headline, coalesce(safe_text, text) AS text
    FROM readings
    """,
    """
    CREATE VIRTUAL TABLE statement_search USING fts5 (
        content, content='statement_texts', content_rowid='key',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE VIRTUAL TABLE article_search USING fts5 (
        headline, text, content='article_texts', content_rowid='key',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
)


def first_schema(connection: Connection) -> None:
    """Version 1: pages, what was found in them, failures, and the search index."""
    for statement in (*_FIRST_TABLES, *_FIRST_SEARCH):
        connection.exec_driver_sql(statement)


def stated_facts(connection: Connection) -> None:
    """Version 2: what was stated about pages, so that reading them again can keep it."""
    connection.exec_driver_sql(
        """
        CREATE TABLE givens (
            digest TEXT NOT NULL,
            url TEXT,
            outlet TEXT,
            published TEXT,
            headline TEXT,
            author TEXT,
            PRIMARY KEY (digest)
        ) WITHOUT ROWID
        """
    )


_TIMES = (
    "ALTER TABLE provenances ADD COLUMN timexes TEXT",
    "ALTER TABLE attributions ADD COLUMN time TEXT",
    """
    CREATE TABLE timexes (
        reading INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        type TEXT NOT NULL,
        value TEXT,
        edtf TEXT,
        mod TEXT,
        anchor TEXT,
        relative TEXT,
        PRIMARY KEY (reading, position),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE happenings (
        reading INTEGER NOT NULL,
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        timex TEXT NOT NULL,
        attribution TEXT,
        tense TEXT,
        verb_start INTEGER NOT NULL,
        verb_end INTEGER NOT NULL,
        verb TEXT NOT NULL,
        clause TEXT NOT NULL,
        PRIMARY KEY (reading, position),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE inferred_dates (
        article TEXT NOT NULL,
        earliest TEXT,
        latest TEXT,
        likeliest TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (article)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE assembled (
        name TEXT NOT NULL,
        PRIMARY KEY (name)
    ) WITHOUT ROWID
    """,
)


def times(connection: Connection) -> None:
    """Version 3: time expressions, dated happenings, inferred dates.

    Pages in an older record have none; what read them differs from what reads now, so that reading the
    same pages again fills them in.
    """
    for statement in _TIMES:
        connection.exec_driver_sql(statement)


def copies(connection: Connection) -> None:
    """Version 4: which articles copy another one, and what was worked out on the way to that."""
    for statement in (
        """
        CREATE TABLE sketches (
            reading INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            sketch BLOB NOT NULL,
            PRIMARY KEY (reading),
            FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
        )
        """,
        """
        CREATE TABLE overlaps (
            one INTEGER NOT NULL,
            other INTEGER NOT NULL,
            made_by TEXT NOT NULL,
            overlap TEXT,
            PRIMARY KEY (one, other),
            FOREIGN KEY(one) REFERENCES readings ("key") ON DELETE CASCADE,
            FOREIGN KEY(other) REFERENCES readings ("key") ON DELETE CASCADE
        ) WITHOUT ROWID
        """,
        "CREATE INDEX ix_overlaps_other ON overlaps (other)",
        """
        CREATE TABLE copies (
            article TEXT NOT NULL,
            original TEXT NOT NULL,
            share FLOAT NOT NULL,
            direction TEXT,
            why TEXT NOT NULL,
            common TEXT NOT NULL,
            PRIMARY KEY (article)
        ) WITHOUT ROWID
        """,
    ):
        connection.exec_driver_sql(statement)


def articles(connection: Connection) -> None:
    """Version 5: what kind of page an article is from, when it was changed, its dateline.

    Pages in an older record count as plain articles until they are read again.
    """
    for column in ("kind", "modified", "published_place", "dateline_place", "dateline_date"):
        connection.exec_driver_sql(f"ALTER TABLE readings ADD COLUMN {column} TEXT")


def probabilities(connection: Connection) -> None:
    """Version 6: how sure the model is of a statement; None in what was read before."""
    connection.exec_driver_sql("ALTER TABLE attributions ADD COLUMN probability FLOAT")


def came_with(connection: Connection) -> None:
    """Version 7: where a page was fetched, and the encoding that came with it."""
    for name in ("address", "charset"):
        connection.exec_driver_sql(f"ALTER TABLE givens ADD COLUMN {name} TEXT")


def sure_speakers(connection: Connection) -> None:
    """Version 8: how sure each speaker is. Speakers in an older record have no probability."""
    connection.exec_driver_sql("ALTER TABLE attributions ADD COLUMN speaker_probability FLOAT")


_WHO_IS_WHO = (
    """
    CREATE TABLE corrections (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        author TEXT NOT NULL,
        time TEXT NOT NULL,
        reason TEXT,
        undoes TEXT,
        targets TEXT NOT NULL,
        "values" TEXT NOT NULL,
        PRIMARY KEY (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE correction_pages (
        correction TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        article TEXT NOT NULL,
        url TEXT,
        PRIMARY KEY (correction, sha256, article),
        FOREIGN KEY(correction) REFERENCES corrections (id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX ix_correction_pages_article ON correction_pages (article)",
    "CREATE INDEX ix_correction_pages_sha256 ON correction_pages (sha256)",
    "CREATE INDEX ix_correction_pages_url ON correction_pages (url)",
    """
    CREATE TABLE originals (
        reading INTEGER NOT NULL,
        rows TEXT NOT NULL,
        PRIMARY KEY (reading),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE unfit (
        reading INTEGER NOT NULL,
        correction TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (reading, correction),
        FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE,
        FOREIGN KEY(correction) REFERENCES corrections (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE entities (
        id TEXT NOT NULL,
        kind TEXT,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        names TEXT NOT NULL,
        identifier TEXT,
        PRIMARY KEY (id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE members (
        reading INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        entity TEXT NOT NULL,
        position INTEGER NOT NULL,
        founds TEXT NOT NULL,
        why TEXT NOT NULL,
        probability FLOAT NOT NULL,
        PRIMARY KEY (reading, chain)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX ix_members_entity ON members (entity)",
    "CREATE INDEX ix_members_founds ON members (founds)",
)


def who_is_who(connection: Connection) -> None:
    """Version 9: corrections with what the machine read before them, and entities across articles."""
    for statement in _WHO_IS_WHO:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Migration, ...] = (
    first_schema,
    stated_facts,
    times,
    copies,
    articles,
    probabilities,
    came_with,
    sure_speakers,
    who_is_who,
)


def migrate(connection: Connection, version: int, steps: Sequence[Migration] = MIGRATIONS) -> int:
    """Take the steps after `version`, in the caller's transaction; give the version reached."""
    for step in steps[version:]:
        step(connection)
    return len(steps)
