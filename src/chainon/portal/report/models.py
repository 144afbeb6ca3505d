"""What is kept of a finished quarter: its counts of people, protected.

They are kept because they must not be made again: a word withdrawn or moved later would change a count by one, and the
difference of the two would tell of that one person. What comes later is protected together with what is already out.
"""

from __future__ import annotations

from django.db import models

from chainon.base.scopes.models import Scope


class PublishedQuarter(models.Model):
    """`cells`: for each table, the counts that are not zero: [place, period, value, count], None for a hidden one.

    The fourth quarter holds those of the half-year and of the year too, as the second holds its half-year's. `counted`:
    the true counts that they come from, which nobody reads: the sums of the quarters to come begin with them.
    """

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    counted = models.JSONField()
    cells = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["territory", "first"], name="quarter_published_once")]

    def __str__(self) -> str:
        return f"{self.first}"
