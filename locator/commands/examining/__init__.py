"""What `locator doctor` looks at: each module is one part of its page, and changes nothing."""
