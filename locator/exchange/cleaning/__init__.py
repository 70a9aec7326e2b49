"""One kind of dirt a module: what it looks like, what is made of it, and what is said about it."""
