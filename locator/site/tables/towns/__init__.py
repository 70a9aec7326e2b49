"""locations.csv: each row a town, filled in from the gazetteer and then held beside the others."""
