"""The science: what decides something among people, exact, explained, verifiable. No Django, no database."""
