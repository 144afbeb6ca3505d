"""What may be found: one row a public thing, and the words that they use."""

from __future__ import annotations

from django.db import models

from chainon.base.scopes.models import Scope


class SearchEntry(models.Model):
    """A public thing as the search knows it. What is not public has no row. Only `services` writes here.

    `title`, `who` and `text` are shown; `about` is only searched (its place, its theme). `title_terms`, `body_terms`
    and `tags` are what the index of the database reads (`index.py`): it follows this table by itself. `meaning`: what a
    thing that is compared asks for, as `methods.text` writes it; `wish`: what it wishes, read later (`read_wishes`).
    """

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=24)
    title = models.CharField(max_length=160)
    who = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    about = models.CharField(max_length=400, blank=True)
    url = models.CharField(max_length=300)
    changed_at = models.DateTimeField(null=True)
    title_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)
    tags = models.CharField(max_length=60)
    meaning = models.BinaryField(default=bytes)
    wish = models.BinaryField(null=True, default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes = [
            models.Index(fields=["territory", "kind"], name="search_entry_of_kind"),
            models.Index(fields=["id"], condition=models.Q(wish=None), name="search_entry_to_read"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def said(self) -> str:
        """What is compared with others."""
        return f"{self.title}\n{self.text}"


class Word(models.Model):
    """A word of a territory's public texts, in how many of them: what a mistyped word may have meant.

    `bare` is its stem as one writes it without accents; `head` and `tail` are its first and last letters: one mistake
    leaves one of the two as it was.
    """

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=40)
    term = models.CharField(max_length=200)
    bare = models.CharField(max_length=40)
    head = models.CharField(max_length=2)
    tail = models.CharField(max_length=3)
    entries = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "word"], name="search_word_once")]
        indexes = [
            models.Index(fields=["territory", "term"], name="search_word_term"),
            models.Index(fields=["territory", "bare"], name="search_word_bare"),
            models.Index(fields=["territory", "head"], name="search_word_head"),
            models.Index(fields=["territory", "tail"], name="search_word_tail"),
        ]

    def __str__(self) -> str:
        return self.word
