"""What a site folder was: every version of its files, each of which can be brought back."""
