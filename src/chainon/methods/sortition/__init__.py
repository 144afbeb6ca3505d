"""Sortition: the fairest lottery over the panels that satisfy the quotas, sealed before and verified after."""
