-- What servers keep beside the files of their site (decision 53). Names and columns are those of the SQLite files of a
-- folder, for the same queries are made of both; days are written 2026-11-27. All of it is small: on Citus these are
-- reference tables, whole on every node.

CREATE TABLE slate (               -- texts that are read whole and written whole
    name text PRIMARY KEY,         -- draft, editors
    data bytea NOT NULL
);

CREATE TABLE counts (              -- of what visitors look for, by the day (decision 32); 25 months
    day text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (day, kind, subject)
);

CREATE TABLE reports (             -- of readers (decision 21); a year
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day text NOT NULL,
    path text NOT NULL,
    fault text NOT NULL,
    note text NOT NULL
);
CREATE INDEX reports_by_day ON reports (day);

CREATE TABLE sessions (            -- of editors; seven days
    digest text PRIMARY KEY,       -- of what the cookie says
    editor text NOT NULL,
    stamp text NOT NULL,
    began double precision NOT NULL,  -- seconds since 1970, as below
    seen double precision NOT NULL,
    notice text NOT NULL DEFAULT ''
);

CREATE TABLE attempts (            -- to sign in; a day
    key text PRIMARY KEY,          -- digest of a name or of a network, never the name or an address
    count bigint NOT NULL,
    free_at double precision NOT NULL
);

CREATE TABLE forms (               -- that editors sent; twelve hours
    key text PRIMARY KEY,
    editor text NOT NULL,
    page text NOT NULL,
    sent double precision NOT NULL,
    content text NOT NULL
);

CREATE TABLE carried (             -- books that a folder brought along, once
    book text PRIMARY KEY
);
