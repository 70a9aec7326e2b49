"""The texts of a site as claims are read from them: passages, blocks, sentences, denials."""
