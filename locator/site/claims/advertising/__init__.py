"""What the law and decency ask of advertisements for care (rules B8 and B13 to B19)."""
