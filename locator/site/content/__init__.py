"""The Markdown of editors: files flow in, treatments, articles and notes flow out."""
