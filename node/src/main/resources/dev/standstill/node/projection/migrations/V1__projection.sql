-- The same text for SQLite and PostgreSQL. Nothing here is evidence: all of it follows from the log.
CREATE TABLE fold (
  id INTEGER PRIMARY KEY,
  size BIGINT NOT NULL,
  root TEXT NOT NULL,
  head TEXT NOT NULL
);

CREATE TABLE statement (
  log_index BIGINT PRIMARY KEY,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  site TEXT NOT NULL,
  signers TEXT NOT NULL,
  charter TEXT NOT NULL,
  standing TEXT NOT NULL
);
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_kind ON statement (kind, log_index);
CREATE INDEX statement_author ON statement (author, log_index);
CREATE INDEX statement_site ON statement (site, log_index);

CREATE TABLE document (
  collection TEXT NOT NULL,
  ordinal BIGINT NOT NULL,
  party TEXT NOT NULL,
  site TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (collection, ordinal)
);
CREATE INDEX document_site ON document (collection, party, site, ordinal);
