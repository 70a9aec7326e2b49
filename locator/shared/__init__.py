"""What several servers of one site share: a PostgreSQL database."""
