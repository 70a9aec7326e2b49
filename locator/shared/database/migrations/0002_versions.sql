-- What the site's files were in each version, and the servers that serve them (decision 51). All of these are small or
-- read by key only: on Citus they are reference tables, whole on every node.

CREATE TABLE blob (
    name text PRIMARY KEY,         -- SHA-256 of the contents, in hexadecimal
    size bigint NOT NULL,          -- bytes, unpacked
    packed bytea NOT NULL          -- zlib
);
ALTER TABLE blob ALTER COLUMN packed SET STORAGE EXTERNAL;  -- it is packed already

CREATE TABLE version (
    number bigint PRIMARY KEY,
    made timestamptz NOT NULL,
    who text NOT NULL,
    told text NOT NULL,            -- what changed, in one line
    files text[] NOT NULL,         -- that differ from the version before, in the order of writing
    is_loaded boolean NOT NULL,    -- from a folder, by `locator db load`
    was_served boolean NOT NULL DEFAULT false  -- one that never was, was cut short while it was announced
);

CREATE TABLE version_file (
    version bigint NOT NULL REFERENCES version ON DELETE CASCADE,
    path text NOT NULL,            -- in the site folder
    blob text NOT NULL REFERENCES blob,
    PRIMARY KEY (version, path)
);
CREATE INDEX version_file_blob ON version_file (blob);

CREATE TABLE edition (             -- one row: what visitors see
    is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
    version bigint NOT NULL DEFAULT 0,       -- served; 0 before the first
    announced bigint,                        -- to be served as soon as servers have read it
    last_number bigint NOT NULL DEFAULT 0    -- none is given twice
);
INSERT INTO edition DEFAULT VALUES;

CREATE TABLE server (              -- the roster of those that serve
    id text PRIMARY KEY,
    name text NOT NULL,            -- of its machine
    process integer NOT NULL,
    begun timestamptz NOT NULL DEFAULT now(),
    seen timestamptz NOT NULL DEFAULT now(),
    session integer NOT NULL DEFAULT pg_backend_pid(),  -- its connection: gone as soon as the process is
    reading bigint,                -- the version that it is making ready, which takes its time
    ready bigint,                  -- the version that it could serve at once
    refused bigint,                -- the version that it cannot serve
    serving bigint NOT NULL
);

CREATE TABLE judgement (           -- the last judgement by what it rests on (decision 40): a file in pieces
    ground text NOT NULL,
    piece integer NOT NULL,
    kept timestamptz NOT NULL DEFAULT now(),
    data bytea NOT NULL,
    PRIMARY KEY (ground, piece)
);
ALTER TABLE judgement ALTER COLUMN data SET STORAGE EXTERNAL;
