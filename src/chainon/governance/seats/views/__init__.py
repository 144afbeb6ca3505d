"""The pages of seats: the team's, those of a code, those of an account."""
