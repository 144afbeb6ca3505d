"""Batches, the entry screen, the right to help, and what is printed."""
