"""Opening hours as other people write them."""
