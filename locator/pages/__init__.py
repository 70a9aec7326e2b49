"""What each page says: addresses, contexts, titles, structured data, verdicts, rendering."""
