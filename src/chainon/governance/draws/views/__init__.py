"""The pages of a draw, one file a moment."""
