"""A site folder becomes a Site: config, tables, content, loading, watching."""
