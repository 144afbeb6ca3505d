"""`chainon migrate`: Django's own, which does not draw the whole house again for each table that it adds.

Everything refers to scopes and nodes, so that Django's state renders nearly every model again when one is added: 30
seconds of CPU for an empty database, of which the tables take two. A model that did not exist has nobody to tell: it
is rendered alone, as when the apps are loaded. Measured and tested by `tests/test_budgets.py`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        with new_models_rendered_alone():
            return super().handle(*args, **options)


@contextlib.contextmanager
def new_models_rendered_alone() -> Iterator[None]:
    django_adds = ProjectState.add_model

    def add_model(self: Any, model_state: ModelState) -> None:
        if "apps" not in self.__dict__ or model_state.name_lower in self.apps.all_models[model_state.app_label]:
            django_adds(self, model_state)
            return
        key = model_state.app_label, model_state.name_lower
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        self.apps.render_multiple([model_state])

    ProjectState.add_model = add_model  # type: ignore[method-assign]  # for the time of the command
    try:
        yield
    finally:
        ProjectState.add_model = django_adds  # type: ignore[method-assign]  # as it was
