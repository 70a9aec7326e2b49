"""What people look for, in numbers and charts."""
