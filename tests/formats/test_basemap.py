from itertools import pairwise

from dateline.formats.basemap import load_base

HALF_A_TURN = 180


def test_no_outline_leaps_across_the_map() -> None:
    leaping = {
        country.name
        for country in load_base().countries
        for _, ring in country.rings
        if any(abs(a[0] - b[0]) > HALF_A_TURN for a, b in pairwise((*ring, ring[0])))
    }
    # It goes round the pole.
    assert leaping == {"Antarctica"}
