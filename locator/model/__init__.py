"""Frozen, self-validating values: what a clinic locator talks about."""
