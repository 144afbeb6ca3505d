"""What the two lists are made of; never how well something does on them."""

import json
from itertools import chain
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = ("near_duplicates_dev.json", "near_duplicates_held_out.json")
RELATIONS = ("same", "opposite", "different")


def read(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_list_is_long_and_varied_enough_to_judge(name):
    listed = read(name)
    proposals = listed["proposals"]
    assert len(proposals) >= 80
    assert len({proposal["theme"] for proposal in proposals}) >= 14
    assert len(listed["same"]) >= 24
    assert len(listed["opposite"]) >= 7
    assert len(listed["different"]) >= 20
    lengths = sorted(len(proposal["title"] + proposal["text"]) for proposal in proposals)
    assert lengths[-1] >= 2 * lengths[0]
    assert any(proposal["text"].isupper() for proposal in proposals)


@pytest.mark.parametrize("name", FILES)
def test_every_pair_names_two_proposals_of_its_file_and_stands_in_one_list_only(name):
    listed = read(name)
    known = [proposal["id"] for proposal in listed["proposals"]]
    assert len(known) == len(set(known))
    pairs = [frozenset(pair) for pair in chain.from_iterable(listed[relation] for relation in RELATIONS)]
    assert all(len(pair) == 2 and pair <= set(known) for pair in pairs)
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("name", FILES)
def test_who_asks_the_same_is_opposed_to_the_same(name):
    listed = read(name)
    opposite = {frozenset(pair) for pair in listed["opposite"]}
    for one, other in listed["same"]:
        for pair in opposite:
            if one in pair:
                (against,) = pair - {one}
                assert frozenset((other, against)) in opposite


def test_no_proposal_is_in_both_files():
    texts = [{(proposal["title"], proposal["text"]) for proposal in read(name)["proposals"]} for name in FILES]
    ids = [{proposal["id"] for proposal in read(name)["proposals"]} for name in FILES]
    assert not texts[0] & texts[1]
    assert not ids[0] & ids[1]


def test_the_two_lists_have_the_same_themes_in_like_numbers():
    counts = []
    for name in FILES:
        themes = [proposal["theme"] for proposal in read(name)["proposals"]]
        counts.append({theme: themes.count(theme) for theme in themes})
    assert counts[0].keys() == counts[1].keys()
    assert all(abs(count - counts[1][theme]) <= 3 for theme, count in counts[0].items())
