"""What commands say: lines for people, data for programs."""
