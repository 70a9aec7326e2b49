"""The first page: what is wrong, what goes stale, what was changed."""
