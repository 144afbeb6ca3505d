"""The pages of answering: for everyone, for the team, by a signed link."""
