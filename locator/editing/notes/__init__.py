"""Notes: what editors wrote about a town in words of their own, one file a town."""
