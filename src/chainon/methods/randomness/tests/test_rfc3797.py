"""RFC 3797 (2004), the IETF's public draw, on which ours is modelled: its worked example, recomputed.

Two ideas are kept (a seed announced before and read in public, a hash in counter mode picking among those left) and two
are improved: SHA-256 for MD5, rejection for the remainder of a division.
"""

import hashlib


def rfc3797(sources: list[list[int]], candidates: int, picks: int) -> list[int]:
    key = "".join(".".join(str(number) for number in sorted(numbers)) + "./" for numbers in sources).encode()
    left = list(range(1, candidates + 1))
    picked = []
    for turn in range(picks):
        around = turn.to_bytes(2, "big")
        digest = hashlib.md5(around + key + around, usedforsecurity=False).digest()
        picked.append(left.pop(int.from_bytes(digest, "big") % len(left)))
    return picked


def test_the_worked_example_of_the_rfc_gives_its_ten_numbers():
    sources = [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]
    assert rfc3797(sources, candidates=25, picks=10) == [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]


def test_another_number_read_in_public_gives_other_people():
    sources = [[9320], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]
    assert rfc3797(sources, candidates=25, picks=10) != [17, 7, 2, 16, 25, 23, 8, 24, 19, 13]
