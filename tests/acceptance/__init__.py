"""The twenty tests of the field's rules, section H: each against what the public sees."""
