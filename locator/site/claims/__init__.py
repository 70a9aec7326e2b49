"""What a site says about health, held against honesty and the law (rules B1 to B24)."""
