"""Units of length: kilometres inside, miles where people read them."""

KM_PER_MILE = 1.609344
