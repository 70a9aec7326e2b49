"""Which town should have a page next, and why."""
