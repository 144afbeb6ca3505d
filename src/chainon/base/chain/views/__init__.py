"""What is read of the chain (`chain`), and how one follows it (`following`)."""
