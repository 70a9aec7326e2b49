-- Clinics and towns as visitors ask for them, by version: a row holds from `since` to before `until`, so
-- that a server that still shows an older version goes on getting its answers.
--
-- `place` is the point Earth-centred in km (geo/nearest.py), for `<<->>` is then the chord, from which the
-- proof of the nearest starts. No index looks at `until`: to end a row should touch none. Rows are written by
-- the thousand and then asked for, so that none may wait in the anteroom of an index (`fastupdate`).

CREATE TABLE filling (
    version bigint PRIMARY KEY,
    filled timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE clinic (
    id text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    until bigint,
    status text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    place geometry(PointZ) NOT NULL,
    treatments text[] NOT NULL,
    insurance text[] NOT NULL,   -- choices as addresses write them
    languages text[] NOT NULL,
    step_free boolean NOT NULL,
    accepting boolean NOT NULL,
    hours uuid,                  -- who shares it opens and closes alike; null if nobody knows
    PRIMARY KEY (id, since)
);
CREATE INDEX ON clinic USING gist (place gist_geometry_ops_nd) WHERE status = 'open';
CREATE INDEX ON clinic USING gin (treatments, insurance, languages) WITH (fastupdate = off) WHERE status = 'open';
CREATE INDEX ON clinic (hours) WHERE status = 'open';

CREATE TABLE town (
    id text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    until bigint,
    position integer NOT NULL,   -- in the file
    weight double precision NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,        -- the name as a key
    region text NOT NULL,
    county text NOT NULL,
    folded_county text NOT NULL,
    population integer NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    place geometry(PointZ) NOT NULL,
    radius_km double precision NOT NULL,
    treatments text[] NOT NULL,
    PRIMARY KEY (id, since)
);
CREATE INDEX ON town USING gist (place gist_geometry_ops_nd);

CREATE TABLE town_key (
    town text COLLATE "C" NOT NULL,
    part text NOT NULL,          -- name, word (a later one and what follows it) or other (name)
    key text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    until bigint,
    PRIMARY KEY (town, part, key, since)
);
CREATE INDEX ON town_key (part, key);
CREATE INDEX ON town_key USING gin (key gin_trgm_ops) WITH (fastupdate = off) WHERE part = 'name';
