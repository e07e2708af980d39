"""What is found in times, claims and stances, against settled gold: no figure falls below its pinned floor."""

import pytest
import scores

FLOORS = [
    name
    for name, floor in scores.floors().items()
    if isinstance(floor, float)
    and ("times_" in name or name.startswith("claims_") or name.endswith("_stance_right"))
]


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    """The figures of the seeds and of the invented pages, measured once."""
    return scores.measured()


@pytest.mark.parametrize("figure", FLOORS)
def test_scores_do_not_fall(figure: str, measured: dict[str, float]) -> None:
    """Texts are read without their codes, and by a model that was fitted without them."""
    assert measured[figure] >= scores.floors()[figure]
