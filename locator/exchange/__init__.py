"""Other people's formats: what comes in, what goes out."""
