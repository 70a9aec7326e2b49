"""The door: sign-in, sessions, and who is kept out."""
