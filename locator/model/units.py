"""Units of length: kilometres inside, miles where people read them."""

KM_PER_MILE = 1.609344
KM_PER = {"miles": KM_PER_MILE, "km": 1.0}  # by the name of the unit in site.toml
