"""Pages: reading debates, speaking in them, and the acts of those who animate them."""
