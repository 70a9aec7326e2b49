"""What must be so before a site can be served."""
