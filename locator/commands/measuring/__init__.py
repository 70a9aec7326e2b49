"""What `locator bench` measures."""
