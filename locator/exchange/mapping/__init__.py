"""Which column of somebody's file is which of ours; guessed, written down and read back."""
