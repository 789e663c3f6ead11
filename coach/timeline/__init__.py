"""A routine second by second: choices in, segments and cues out."""
