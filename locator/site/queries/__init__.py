"""What visitors type, understood: text flows in, a place, several of them or none and why flow out."""
