"""One writing for a content, trees as in RFC 6962, a chain that shows every change."""

import hashlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.evidence import (
    GENESIS,
    EvidenceError,
    MerkleTree,
    canonical,
    chain_hash,
    inclusion_proof,
    leaf_hash,
    merkle_root,
    verify_inclusion,
)

texts = st.text(st.characters(codec="utf-8"), max_size=8)
contents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé√𝄞", max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ({"b": 1, "a": [True, None, -3]}, b'{"a":[true,null,-3],"b":1}'),
        ({"é": "e\u0301", "Z": ""}, '{"Z":"","é":"é"}'.encode()),
        ('\u2028 </script> "\\\n\x01\x7f', '"\u2028 </script> \\"\\\\\\n\\u0001\x7f"'.encode()),
        ({"\uff0c": 1, "𝄞": 2}, '{"\uff0c":1,"𝄞":2}'.encode()),  # by code point: RFC 8785 has the other order
        ((1, 2), b"[1,2]"),
    ],
)
def test_a_content_has_one_writing(content, written):
    assert canonical(content) == written


@given(contents)
def test_the_writing_is_json_and_writing_what_was_read_changes_nothing(content):
    assert canonical(json.loads(canonical(content))) == canonical(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (0.5, "not-canonical"),
        ({"a": [1.0]}, "not-canonical"),
        ({1: "a"}, "not-canonical"),
        ({"a"}, "not-canonical"),
        (b"a", "not-canonical"),
        (2**53, "integer-too-large"),
        ("\ud800", "bad-text"),
        ({"é": 1, "e\u0301": 2}, "key-twice"),
    ],
)
def test_what_has_no_single_writing_is_refused(content, code):
    with pytest.raises(EvidenceError) as refused:
        canonical(content)
    assert refused.value.code == code


# The eight leaves and roots used by the implementations of Certificate Transparency.
CT_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size):
    leaves = [leaf_hash(bytes.fromhex(data)) for data in CT_LEAVES[:size]]
    assert merkle_root(leaves).hex() == CT_ROOTS[size - 1]


def test_a_tree_of_nothing_has_the_root_the_rfc_says():
    assert merkle_root([]) == hashlib.sha256(b"").digest()


def recursive_root(data: list[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word: the left part is the largest power of two smaller than the size."""
    if len(data) == 1:
        return hashlib.sha256(b"\x00" + data[0]).digest()
    k = 1
    while k * 2 < len(data):
        k *= 2
    return hashlib.sha256(b"\x01" + recursive_root(data[:k]) + recursive_root(data[k:])).digest()


@pytest.mark.parametrize("size", [*range(1, 34), 100, 257])
def test_every_leaf_is_proved_and_only_in_its_place(size):
    data = [str(number).encode() for number in range(size)]
    tree = MerkleTree([leaf_hash(item) for item in data])
    assert tree.root == recursive_root(data)
    for index, item in enumerate(data):
        proof = tree.proof(index)
        assert verify_inclusion(leaf_hash(item), index, size, proof, tree.root)
        elsewhere = (place for place in range(size) if place != index)
        assert not any(verify_inclusion(leaf_hash(item), place, size, proof, tree.root) for place in elsewhere)


@given(st.integers(1, 200), st.integers(0, 2**32), st.data())
def test_a_proof_with_anything_changed_is_refused(size, seed, data):
    leaves = [leaf_hash(f"{seed}-{number}".encode()) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    root, proof = merkle_root(leaves), inclusion_proof(leaves, index)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, [*proof, leaves[0]], root)
    assert not verify_inclusion(leaves[index], index, size, proof, leaf_hash(b"other"))
    if proof:
        assert not verify_inclusion(leaves[index], index, size, proof[:-1], root)
        where = random.Random(seed).randrange(len(proof))
        changed = [*proof[:where], leaf_hash(b"other"), *proof[where + 1 :]]
        assert not verify_inclusion(leaves[index], index, size, changed, root)
    for place in (-1, size, size + 1):
        assert not verify_inclusion(leaves[index], place, size, proof, root)


def test_a_leaf_that_is_not_there_has_no_proof():
    with pytest.raises(EvidenceError, match="no-such-leaf"):
        inclusion_proof([leaf_hash(b"a")], 1)


def chained(lines: list[object]) -> list[str]:
    heads = [GENESIS]
    for line in lines:
        heads.append(chain_hash(heads[-1], line))
    return heads


def test_a_chain_hash_is_what_the_page_says_it_is():
    expected = hashlib.sha256(b"\x02" + bytes(32) + b'{"verb":"draw.frozen"}').hexdigest()
    assert chain_hash(GENESIS, {"verb": "draw.frozen"}) == expected


def test_changing_moving_removing_or_adding_a_line_changes_the_head():
    lines: list[object] = [{"n": number} for number in range(20)]
    head = chained(lines)[-1]
    rng = random.Random(3)
    for _ in range(100):
        other = list(lines)
        place = rng.randrange(19)
        rng.choice(
            [
                lambda other=other, place=place: other.__setitem__(place, {"n": "changed"}),
                lambda other=other, place=place: other.pop(place),
                lambda other=other, place=place: other.insert(place, {"n": "added"}),
                lambda other=other, place=place: other.insert(place, other.pop(place + 1)),
            ]
        )()
        assert chained(other)[-1] != head


@pytest.mark.parametrize("previous", ["", "0" * 63, "A" * 64, "0" * 65])
def test_a_chain_goes_on_from_a_hash_only(previous):
    with pytest.raises(EvidenceError, match="bad-hash"):
        chain_hash(previous, {})
