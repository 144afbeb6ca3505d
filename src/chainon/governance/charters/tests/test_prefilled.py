from __future__ import annotations

import re

import pytest

from chainon.governance.bodies.models import BodyKind
from chainon.governance.charters.models import ArticleKey
from chainon.governance.charters.prefilled import articles


@pytest.mark.parametrize("kind", list(BodyKind))
def test_six_articles_are_proposed_that_fit_one_page(kind: BodyKind) -> None:
    texts = articles(kind=kind, seats=25, term="18 mois", where="Les Tilleuls {x}")
    assert list(texts) == list(ArticleKey) and all(text.endswith(".") for text in texts.values())
    whole = "\n".join(texts.values())
    assert "25" in whole and "18 mois" in whole and "Les Tilleuls {x}" in whole
    assert 350 < len(whole.split()) < 520


@pytest.mark.parametrize("kind", list(BodyKind))
def test_the_words_are_plain_and_well_set(kind: BodyKind) -> None:
    whole = "\n".join(articles(kind=kind, seats=24, term="1 an", where="Valmont").values())
    assert not re.search(r"vivier|panel|quota|·|habitant\.e", whole)
    assert not re.search(r"(?<=[^\u00a0]) ?[;:!?](?=\s)", whole.replace("\u00a0:", "").replace("\u00a0;", ""))
    assert "'" not in whole


def test_the_text_follows_the_kind_of_body() -> None:
    def objectives(kind: BodyKind) -> str:
        return articles(kind=kind, seats=24, term="1 an", where="Valmont")[ArticleKey.OBJECTIVES]

    assert "moins de trente ans" in objectives(BodyKind.YOUTH_COUNCIL)
    assert "autant de femmes que d’hommes" in objectives(BodyKind.CITIZENS_COUNCIL)
    assert "une partie au sort" in objectives(BodyKind.NEIGHBOURHOOD_TABLE)


@pytest.mark.parametrize(("seats", "quorum"), [(24, "12 sur 24"), (25, "13 sur 25"), (1, "1 sur 1")])
def test_a_vote_wants_half_of_the_seats(seats: int, quorum: str) -> None:
    assert quorum in articles(kind=BodyKind.ASSEMBLY, seats=seats, term="1 an", where="Valmont")[ArticleKey.DECISION]
