-- A record of schema 1, with one article and one failure, as OnRecord 0.1.0 wrote it.
PRAGMA application_id = 1332630117;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE failures (
    origin TEXT NOT NULL,
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    sha256 TEXT,
    PRIMARY KEY (origin)
    ) WITHOUT ROWID;
CREATE TABLE provenances (
    "key" TEXT NOT NULL,
    version TEXT NOT NULL,
    extractor TEXT NOT NULL,
    attribution TEXT NOT NULL,
    settings TEXT NOT NULL,
    models TEXT NOT NULL,
    PRIMARY KEY ("key")
    );
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
    );
CREATE INDEX ix_readings_article ON readings (article);
CREATE TABLE chains (
    reading INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (reading, position),
    FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID;
CREATE TABLE origins (
    sha256 TEXT NOT NULL,
    origin TEXT NOT NULL,
    reading INTEGER NOT NULL,
    fetched TEXT,
    PRIMARY KEY (sha256, origin),
    FOREIGN KEY(reading) REFERENCES readings ("key") ON DELETE CASCADE
    ) WITHOUT ROWID;
CREATE INDEX ix_origins_reading ON origins (reading);
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
    );
CREATE TABLE chain_names (
    reading INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (reading, chain, position),
    FOREIGN KEY(reading, chain) REFERENCES chains (reading, position) ON DELETE CASCADE
    ) WITHOUT ROWID;
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
    ) WITHOUT ROWID;
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
    ) WITHOUT ROWID;
CREATE TABLE abouts (
    reading INTEGER NOT NULL,
    attribution INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    PRIMARY KEY (reading, attribution, chain),
    FOREIGN KEY(reading, attribution) REFERENCES attributions (reading, position) ON DELETE CASCADE,
    FOREIGN KEY(reading, chain) REFERENCES chains (reading, position)
    ) WITHOUT ROWID;
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
    ) WITHOUT ROWID;
CREATE VIEW statement_texts AS
    SELECT "key", reading, coalesce(safe_content, content) AS content FROM attributions;
CREATE VIEW article_texts AS
    SELECT "key", coalesce(safe_headline, headline, '') AS headline, coalesce(safe_text, text) AS text
    FROM readings;
CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, content='statement_texts', content_rowid='key',
    tokenize='porter unicode61 remove_diacritics 2'
    );
CREATE VIRTUAL TABLE article_search USING fts5 (
    headline, text, content='article_texts', content_rowid='key',
    tokenize='porter unicode61 remove_diacritics 2'
    );
INSERT INTO failures VALUES ('pages/empty.txt', 'articles', 'empty', 'There is no text.', NULL);
INSERT INTO provenances VALUES ('8dbd6ae0ae3ed15c679f', '0.1.0', 'text/1', 'rules/1', 's1', '[["en", "abc"]]');
INSERT INTO readings VALUES (1, 'fb5bfd86e1cd199b033e', 1, '3b015311b8596ba4a3688077fc76234393a7bc13ef59ae17bc8d1abc20b6e67f', 'none', 'text/plain', 'text/1', '8dbd6ae0ae3ed15c679f', 'https://courier.example/harbour', 'The Skerry Courier', ' the skerry courier ', NULL, 'Harbour talks stall', '["Ada Renn"]', '2031-05-04', 'given', '2031-05-04', '2031-05-04', 'en', '["3 bytes could not be decoded."]', '[["headline", 0, 19, null], ["paragraph", 21, 243, null]]', 'Harbour talks stall

Port director Mira Solberg said the missiles would stay. “We will not move them,” Solberg said, “not this year.” Analysts warned that ammunition was short. Former minister Jon Vale of the Tide Party denied meeting Solberg.', NULL, NULL);
INSERT INTO chains VALUES (1, 0, '2903ab95e9a8480a4fd7', 'person', 'Mira Solberg', ' mira solberg mira solberg solberg ');
INSERT INTO chains VALUES (1, 1, 'ae0240be709fd9f89b9f', 'person', 'Jon Vale', ' jon vale jon vale ');
INSERT INTO chains VALUES (1, 2, '55565468a16ac40b36b7', 'group', 'Analysts', ' analysts ');
INSERT INTO origins VALUES ('3b015311b8596ba4a3688077fc76234393a7bc13ef59ae17bc8d1abc20b6e67f', 'pages/harbour.txt', 1, NULL);
INSERT INTO attributions VALUES (1, 1, 0, 'efbc84c6aae886319e18', 'indirect', 'say', 0, 0, 'name', NULL, NULL, 0, 53, 76, 'Port director Mira Solberg', 'said', 'the missiles would stay', NULL);
INSERT INTO attributions VALUES (2, 1, 1, '9f72cb63621bf119385a', 'direct', 'say', 0, 0, 'name', NULL, NULL, 0, 78, 133, 'Solberg', 'said', '“We will not move them,” … “not this year.”', NULL);
INSERT INTO attributions VALUES (3, 1, 2, '34d90c2aa32385bd1b4f', 'indirect', 'warn', 0, NULL, NULL, NULL, NULL, 0, 155, 175, 'Analysts', 'warned', 'ammunition was short', NULL);
INSERT INTO attributions VALUES (4, 1, 3, '26ff10bf7f433ee278a5', 'indirect', 'deny', 0, 1, 'name', NULL, NULL, 0, 227, 242, 'Former minister Jon Vale of the Tide Party', 'denied', 'meeting Solberg', NULL);
INSERT INTO chain_names VALUES (1, 0, 0, 'Mira Solberg');
INSERT INTO chain_names VALUES (1, 0, 1, 'Solberg');
INSERT INTO chain_names VALUES (1, 1, 0, 'Jon Vale');
INSERT INTO mentions VALUES (1, 0, '89ee1a4311af2c9f9241', 35, 47, 'Mira Solberg', 'name', 0);
INSERT INTO mentions VALUES (1, 1, '585d26560ede9e1168ba', 103, 110, 'Solberg', 'name', 0);
INSERT INTO mentions VALUES (1, 2, '1ddcb9b44f86ae91b38d', 134, 142, 'Analysts', 'nominal', 2);
INSERT INTO mentions VALUES (1, 3, 'e64319a422ad5084e477', 193, 201, 'Jon Vale', 'name', 1);
INSERT INTO mentions VALUES (1, 4, '6ae31272ce6fb504cf99', 235, 242, 'Solberg', 'name', 0);
INSERT INTO roles VALUES (1, 0, 0, 21, 34, 'Port director', NULL, NULL, NULL, 0);
INSERT INTO roles VALUES (1, 1, 0, 184, 192, 'minister', 209, 219, 'Tide Party', 1);
INSERT INTO abouts VALUES (1, 3, 0);
INSERT INTO spans VALUES (1, 0, 'content', 0, 53, 76, 'the missiles would stay');
INSERT INTO spans VALUES (1, 0, 'cue', 0, 48, 52, 'said');
INSERT INTO spans VALUES (1, 0, 'source', 0, 21, 47, 'Port director Mira Solberg');
INSERT INTO spans VALUES (1, 1, 'content', 0, 78, 102, '“We will not move them,”');
INSERT INTO spans VALUES (1, 1, 'content', 1, 117, 133, '“not this year.”');
INSERT INTO spans VALUES (1, 1, 'cue', 0, 111, 115, 'said');
INSERT INTO spans VALUES (1, 1, 'source', 0, 103, 110, 'Solberg');
INSERT INTO spans VALUES (1, 2, 'content', 0, 155, 175, 'ammunition was short');
INSERT INTO spans VALUES (1, 2, 'cue', 0, 143, 149, 'warned');
INSERT INTO spans VALUES (1, 2, 'source', 0, 134, 142, 'Analysts');
INSERT INTO spans VALUES (1, 3, 'content', 0, 227, 242, 'meeting Solberg');
INSERT INTO spans VALUES (1, 3, 'cue', 0, 220, 226, 'denied');
INSERT INTO spans VALUES (1, 3, 'source', 0, 177, 219, 'Former minister Jon Vale of the Tide Party');
INSERT INTO statement_search (statement_search) VALUES ('rebuild');
INSERT INTO article_search (article_search) VALUES ('rebuild');
COMMIT;
