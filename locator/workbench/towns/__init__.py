"""Towns: the list, one town and its form, and many at once from a paste or a file."""
