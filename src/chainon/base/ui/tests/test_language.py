from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_one_chooses_a_language_and_comes_back_where_one_was() -> None:
    client = Client()
    assert 'lang="fr"' in client.get("/ui/").content.decode()
    assert "/langue?retour=/ui/" in client.get("/ui/").content.decode()
    answer = client.post("/langue", {"language": "en", "next": "/ui/"})
    assert answer.status_code == 302 and answer["Location"] == "/ui/"
    assert '<html lang="en"' in client.get("/ui/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://ailleurs.example.org/", "//ailleurs.example.org", "javascript:alert(1)"]
)
def test_one_never_comes_back_to_another_site(elsewhere: str) -> None:
    answer = Client().post("/langue", {"language": "en", "next": elsewhere})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing() -> None:
    answer = Client().post("/langue", {"language": "xx", "next": "/ui/"})
    assert answer.status_code == 200 and "django_language" not in answer.cookies
