"""Pages: the list and a proposal, the two forms, and the acts of its author and of the team."""
