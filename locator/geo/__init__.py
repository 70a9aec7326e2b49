"""Where things are: gazetteer, geocoding, distance, nearest, outlines for maps."""
