"""The commands of `locator`, one a file; each imports what it needs when it runs."""
