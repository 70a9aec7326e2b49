"""Towns that come, go or change their names, as edits of rows."""
