"""Words: a text is cut into sentences and words, and these become terms of a language."""
