"""What a site remembers of its geocoders: answers, turns and counts, as tables of one file."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, day INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_day ON answers (day);
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, next REAL NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    day TEXT, service TEXT, outcome TEXT, count INTEGER NOT NULL, PRIMARY KEY (day, service, outcome)
);
"""
