"""The names of the slow work of a draw."""

COMPUTE = "draw.compute"
SEAL = "draw.seal"
JOB_KINDS = (COMPUTE, SEAL)
