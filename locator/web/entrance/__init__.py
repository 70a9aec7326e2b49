"""What stands before the application: who asks, by which name, how much at once and how often."""
