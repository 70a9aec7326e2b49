-- What the tables lean on. A user without the right to make extensions asks an administrator to run this file.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
