"""Areas: reading, innermost, overlaps, gaps, cells."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from zhifa.algorithms.geometry import (
    AreaIndex,
    BadGeometry,
    cells_around,
    gaps,
    overlaps,
    read_polygon,
    simplified,
    square_km,
    write_polygon,
)

COUNTY = box(118.3, 29.2, 119.3, 30.0)


def test_polygon_is_read_back_as_written() -> None:
    again = read_polygon(write_polygon(COUNTY))
    assert again.equals(COUNTY)


def test_feature_is_read_like_its_geometry() -> None:
    assert read_polygon({"type": "Feature", "properties": {}, "geometry": write_polygon(COUNTY)}).equals(COUNTY)


@pytest.mark.parametrize(
    ("node", "code"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "not_polygon"),
        ({}, "not_polygon"),
        ({"type": "Feature", "geometry": None}, "not_polygon"),
        ({"type": "Polygon"}, "invalid"),
        ({"type": "Polygon", "coordinates": "x"}, "invalid"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "invalid"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "invalid"),
        ({"type": "Polygon", "coordinates": [[[500000, 3200000], [500100, 3200000], [500100, 3200100]]]}, "out_of_range"),
    ],
)
def test_bad_polygon_is_refused_with_its_code(node: dict[str, object], code: str) -> None:
    with pytest.raises(BadGeometry) as e:
        read_polygon(node)
    assert e.value.code == code


def test_innermost_area_wins() -> None:
    index = AreaIndex([("county", COUNTY), ("town", box(118.9, 29.5, 119.1, 29.7)), ("grid", box(119.0, 29.6, 119.05, 29.65))])
    assert index.containing(119.01, 29.61) == ("grid", "town", "county")
    assert index.innermost(118.95, 29.55) == "town"
    assert index.innermost(120.5, 29.5) is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(118.2, 119.4), st.floats(29.1, 30.1)), max_size=20))
def test_many_points_get_the_same_answer_as_one_by_one(points: list[tuple[float, float]]) -> None:
    index = AreaIndex([("a", COUNTY), ("b", box(118.5, 29.4, 118.9, 29.8)), ("c", box(118.7, 29.4, 119.2, 29.6))])
    assert index.innermost_many(points) == tuple(index.innermost(*p) for p in points)


def test_overlap_and_gap_are_measured() -> None:
    areas = [("w", box(118.3, 29.2, 118.82, 30.0)), ("e", box(118.8, 29.2, 119.2, 30.0))]
    (found,) = overlaps(areas)
    assert {found.first, found.second} == {"w", "e"}
    assert found.square_km == pytest.approx(0.02 * 0.8 * 111.32**2 * 0.8697, rel=0.01)
    (gap,) = gaps(areas, COUNTY)
    assert 119.2 < gap.lon < 119.3
    assert gap.square_km == pytest.approx(0.1 * 0.8 * 111.32**2 * 0.8697, rel=0.01)


def test_cells_cover_the_outline_without_overlap_and_hold_their_seats() -> None:
    rng = random.Random(7)
    seats = {f"t{i}": (rng.uniform(118.3, 119.3), rng.uniform(29.2, 30.0)) for i in range(23)}
    cells = cells_around(seats, COUNTY)
    assert list(cells) == list(seats)
    assert overlaps(list(cells.items())) == ()
    assert gaps(list(cells.items()), COUNTY) == ()
    index = AreaIndex(cells.items())
    assert all(index.innermost(*seat) == code for code, seat in seats.items())
    assert sum(map(square_km, cells.values())) == pytest.approx(square_km(COUNTY), rel=0.001)


def test_one_seat_gets_everything_and_equal_seats_are_refused() -> None:
    assert cells_around({"a": (119.0, 29.5)}, COUNTY)["a"].equals(COUNTY)
    with pytest.raises(BadGeometry):
        cells_around({"a": (119.0, 29.5), "b": (119.0, 29.5)}, COUNTY)


def test_simplifying_keeps_common_borders_common() -> None:
    border = [(118.8 + (0.0005 if i % 2 else 0), 29.2 + i * 0.01) for i in range(81)]
    west = Polygon([(118.3, 29.2), *border, (118.3, 30.0)])
    east = Polygon([(119.3, 29.2), *border, (119.3, 30.0)])
    areas = simplified([("w", west), ("e", east)], 400)
    assert sum(len(g.exterior.coords) for _, g in areas) < 60
    assert overlaps(areas) == ()
    assert gaps(areas, COUNTY) == ()
