"""The database itself: connections, what its tables look like, and notices."""
