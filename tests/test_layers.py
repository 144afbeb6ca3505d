"""What import-linter cannot see: string foreign keys, `{% url %}`, `{% include %}`, `{% extends %}`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from .house import LAYERS, SOURCE, may_name

TEMPLATES = sorted(SOURCE.glob("*/*/templates/**/*.html"))
URL = re.compile(r"""\{%\s*url\s+['"]([\w-]+):""")
FILE = re.compile(r"""\{%\s*(?:include|extends)\s+['"]([\w-]+)/""")


def slice_of(path: Path) -> str:
    room, name = path.relative_to(SOURCE).parts[:2]
    return f"chainon.{room}.{name}"


def namespaces() -> dict[str, str]:
    """The slice that owns each namespace of addresses."""
    found = {}
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.namespace:
            found[resolver.namespace] = ".".join(str(resolver.urlconf_module.__name__).split(".")[:3])
    return found


def test_the_order_of_the_house_is_read_from_the_contracts() -> None:
    assert may_name("chainon.governance.draws", "chainon.base.ui")
    assert not may_name("chainon.base.ui", "chainon.governance.draws")
    assert not may_name("chainon.base.scopes", "chainon.base.accounts")
    assert {"chainon", "chainon.base", "chainon.governance"} <= set(LAYERS)


def test_foreign_keys_point_down() -> None:
    wrong = [
        f"{model.__module__}.{model.__name__}.{field.name} → {field.related_model.__module__}"
        for model in apps.get_models()
        if model.__module__.startswith("chainon.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and getattr(field, "related_model", None)
        if field.related_model.__module__.startswith("chainon.")
        if not may_name(model.__module__, field.related_model.__module__)
    ]
    assert not wrong, "a lower slice points to a higher one: turn the key round, or register from above"


def test_templates_name_only_addresses_below_them() -> None:
    owners = namespaces()
    assert {"draws", "bodies"} <= set(owners)
    wrong = [
        f"{path.relative_to(SOURCE)}: {namespace}"
        for path in TEMPLATES
        for namespace in URL.findall(path.read_text(encoding="utf-8"))
        if namespace in owners and not may_name(slice_of(path), owners[namespace])
    ]
    assert not wrong, "let the higher slice register its link (menu, card, next step)"


def test_templates_include_only_templates_below_them() -> None:
    owners = {path.name: slice_of(path) for path in SOURCE.glob("*/*/templates/*") if path.is_dir()}
    wrong = [
        f"{path.relative_to(SOURCE)}: {folder}/"
        for path in TEMPLATES
        for folder in FILE.findall(path.read_text(encoding="utf-8"))
        if folder in owners and not may_name(slice_of(path), owners[folder])
    ]
    assert not wrong


@pytest.mark.parametrize("room", [name for name in LAYERS["chainon"] if (SOURCE / name).is_dir()])
def test_every_slice_is_installed(room: str) -> None:
    installed = {config.name for config in apps.get_app_configs()}
    for folder in (SOURCE / room).iterdir():
        if (folder / "apps.py").exists():
            assert f"chainon.{room}.{folder.name}" in installed


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            found.append((prefix + str(pattern.pattern), pattern))
    return found


def test_addresses_are_french_unaccented_and_views_are_functions() -> None:
    for route, pattern in routes(get_resolver().url_patterns):
        assert re.fullmatch(r"[\x21-\x7e]*", route), route
        view_class = getattr(pattern.callback, "view_class", None)
        library = view_class is None or any(base.__module__.startswith("allauth.") for base in view_class.__mro__)
        assert library, f"{route}: views are functions here, save those of the library of accounts"
