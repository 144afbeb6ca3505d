"""Reading a file of volunteers: plain values in, plain values out; no database."""
