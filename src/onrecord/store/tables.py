"""The tables of a record, as the queries see them. `migrations` makes them.

A row of `readings` is one page as it was read: its article with everything that belongs to it. Where
several pages give one article, exactly one of their rows is `shown`; the others wait in case it goes.
The integer keys stand for the order of writing and never leave the store.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

provenances = Table(
    "provenances",
    metadata,
    Column("key", Text, primary_key=True),  # provenance_key()
    Column("version", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("attribution", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("models", Text, nullable=False),  # JSON [[name, digest], ...]
    Column("timexes", Text),
)

givens = Table(  # what was stated about pages
    "givens",
    metadata,
    Column("digest", Text, primary_key=True),  # Given.digest
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("headline", Text),
    Column("author", Text),
    Column("address", Text),
    Column("charset", Text),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("article", Text, nullable=False, index=True),  # Article.id
    Column("shown", Boolean, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("given_digest", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("provenance", Text, ForeignKey("provenances.key"), nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("outlet_words", Text, nullable=False),  # word_list() of outlet
    Column("agency", Text),
    Column("headline", Text),
    Column("bylines", Text, nullable=False),  # JSON [name, ...]
    Column("published", Text),
    Column("published_how", Text),
    Column("first_day", Text),  # of published; None also where it is no EDTF
    Column("last_day", Text),
    Column("language", Text),
    Column("warnings", Text, nullable=False),  # JSON [sentence, ...]
    Column("blocks", Text, nullable=False),  # JSON [[kind, start, end, path], ...]
    # The long columns come last: SQLite then finds the others without walking through them.
    Column("text", Text, nullable=False),
    Column("safe_headline", Text),  # what the index gets, where that differs; see migrations
    Column("safe_text", Text),
    Column("kind", Text),  # None: "article"
    Column("modified", Text),
    Column("published_place", Text),
    Column("dateline_place", Text),
    Column("dateline_date", Text),
    UniqueConstraint("sha256", "given_digest", "media_type"),
)

origins = Table(
    "origins",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("fetched", Text),
    sqlite_with_rowid=False,
)

chains = Table(
    "chains",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),  # word_list() of the name and all names
    sqlite_with_rowid=False,
)

chain_names = Table(
    "chain_names",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("chain", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    ForeignKeyConstraint(["reading", "chain"], ["chains.reading", "chains.position"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

roles = Table(
    "roles",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("chain", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("title_start", Integer),
    Column("title_end", Integer),
    Column("title", Text),
    Column("affiliation_start", Integer),
    Column("affiliation_end", Integer),
    Column("affiliation", Text),
    Column("former", Boolean, nullable=False),
    ForeignKeyConstraint(["reading", "chain"], ["chains.reading", "chains.position"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

mentions = Table(
    "mentions",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("chain", Integer, nullable=False),
    ForeignKeyConstraint(["reading", "chain"], ["chains.reading", "chains.position"]),
    sqlite_with_rowid=False,
)

attributions = Table(
    "attributions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("act", Text),
    Column("negated", Boolean, nullable=False),
    Column("speaker", Integer),  # position of the chain
    Column("speaker_how", Text),
    Column("holder", Text),  # an attribution's id
    Column("addressee", Integer),
    Column("inferred", Boolean, nullable=False),
    Column("start", Integer),  # of the content, from its first part to its last
    Column("end", Integer),
    Column("source", Text, nullable=False),  # the words of the parts, str(Spans)
    Column("cue", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("safe_content", Text),
    Column("time", Text),  # a timex's id
    Column("probability", Float),
    Column("speaker_probability", Float),
    UniqueConstraint("reading", "position"),
    ForeignKeyConstraint(["reading", "speaker"], ["chains.reading", "chains.position"]),
    ForeignKeyConstraint(["reading", "addressee"], ["chains.reading", "chains.position"]),
)

spans = Table(
    "spans",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("attribution", Integer, primary_key=True),  # its position
    Column("part", Text, primary_key=True),  # source, cue, content
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(
        ["reading", "attribution"], ["attributions.reading", "attributions.position"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

abouts = Table(  # which chains the content of an attribution mentions
    "abouts",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("attribution", Integer, primary_key=True),  # its position
    Column("chain", Integer, primary_key=True),
    ForeignKeyConstraint(
        ["reading", "attribution"], ["attributions.reading", "attributions.position"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(["reading", "chain"], ["chains.reading", "chains.position"]),
    sqlite_with_rowid=False,
)

timexes = Table(
    "timexes",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("edtf", Text),
    Column("mod", Text),
    Column("anchor", Text),
    Column("relative", Text),
    sqlite_with_rowid=False,
)

happenings = Table(
    "happenings",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("timex", Text, nullable=False),  # a timex's id
    Column("attribution", Text),  # an attribution's id
    Column("tense", Text),
    Column("verb_start", Integer, nullable=False),
    Column("verb_end", Integer, nullable=False),
    Column("verb", Text, nullable=False),
    Column("clause", Text, nullable=False),  # JSON [[start, end, words], ...]
    sqlite_with_rowid=False,
)

inferred_dates = Table(  # about the whole record: gone when an article comes, goes or changes
    "inferred_dates",
    metadata,
    Column("article", Text, primary_key=True),
    Column("earliest", Text),
    Column("latest", Text),
    Column("likeliest", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON [[sentence, [[article, start, end, words], ...]], ...]
    sqlite_with_rowid=False,
)

sketches = Table(  # of the words of an article's body, to find those with the same
    "sketches",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
)

overlaps = Table(  # what the words of two articles have in common; None: not enough
    "overlaps",
    metadata,
    Column("one", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("made_by", Text, nullable=False),
    Column("overlap", Text),  # JSON, whatever compared them has made of it
    sqlite_with_rowid=False,
)

copies = Table(  # about the whole record: gone when an article comes, goes or changes
    "copies",
    metadata,
    Column("article", Text, primary_key=True),
    Column("original", Text, nullable=False),  # an article's id
    Column("share", Float, nullable=False),
    Column("direction", Text),
    Column("why", Text, nullable=False),
    Column("common", Text, nullable=False),  # JSON [[start, end, words], ...]
    sqlite_with_rowid=False,
)

assembled = Table(  # what was made of all the articles that are there now
    "assembled",
    metadata,
    Column("name", Text, primary_key=True),
    sqlite_with_rowid=False,
)

corrections = Table(  # what people said; nothing is ever taken away
    "corrections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("reason", Text),
    Column("undoes", Text),  # a correction's id
    Column("targets", Text, nullable=False),  # JSON [{"page": {...}, "part", "quotes": [{...}], "group"}]
    Column("values", Text, nullable=False),  # JSON [[name, value], ...]
    sqlite_with_rowid=False,
)

correction_pages = Table(  # the pages that the targets of a correction lie in
    "correction_pages",
    metadata,
    Column("correction", ForeignKey("corrections.id"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("article", Text, primary_key=True, index=True),
    Column("url", Text, index=True),
    Index("ix_correction_pages_sha256", "sha256"),
    sqlite_with_rowid=False,
)

originals = Table(  # what the machine read, where the rows of a reading hold corrections
    "originals",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("rows", Text, nullable=False),  # JSON {table: [{column: value}, ...]}
    sqlite_with_rowid=False,
)

unfit = Table(  # corrections that could not be laid on a reading of their page, and why
    "unfit",
    metadata,
    Column("reading", ForeignKey("readings.key", ondelete="CASCADE"), primary_key=True),
    Column("correction", ForeignKey("corrections.id"), primary_key=True),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

entities = Table(  # about the whole record, like inferred_dates
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),  # word_list() of all names
    Column("names", Text, nullable=False),  # JSON [name, ...]
    Column("identifier", Text),
    sqlite_with_rowid=False,
)

members = Table(  # which chains belong to an entity
    "members",
    metadata,
    Column("reading", Integer, primary_key=True),
    Column("chain", Integer, primary_key=True),  # its position
    Column("entity", Text, nullable=False, index=True),
    Column("position", Integer, nullable=False),  # in the entity
    Column("founds", Text, nullable=False, index=True),  # Appearance.founds
    Column("why", Text, nullable=False),
    Column("probability", Float, nullable=False),
    sqlite_with_rowid=False,
)

failures = Table(
    "failures",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sha256", Text),
    sqlite_with_rowid=False,
)
