"""What each page of the marketers' application says: frozen contexts, and the functions that make them."""
