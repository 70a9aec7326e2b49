"""What is being typed, completed: the beginning of a name flows in, likely places flow out."""
