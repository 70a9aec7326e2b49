"""What a terminal shows while something takes its time."""
