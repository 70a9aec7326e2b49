"""The picture that stands for a page where it is shared: a card of 1200 by 630 pixels, as PNG."""
