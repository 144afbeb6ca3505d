"""Pages: the team's list, the import in four screens, the criteria, and the public form."""
