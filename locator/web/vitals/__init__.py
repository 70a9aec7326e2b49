"""How a site is doing while it is served: figures that all its processes share, and who may read them."""
