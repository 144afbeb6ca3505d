"""What anyone reads with a slip (`reading`), and what the team makes (`pads`)."""
