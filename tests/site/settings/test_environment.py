"""Any environment gives settings; what makes no sense is left for the parsers to refuse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.site.settings.environment import overridden

variables = st.dictionaries(
    st.text(max_size=9).map(lambda name: f"LOCATOR_GEOCODER_{name}"), st.text(max_size=20), max_size=4
)


@given(variables)
def test_any_environment_merges_into_the_geocoder(environ: dict[str, str]) -> None:
    def merged(table: object) -> object:
        return overridden({"geocoder": table}, environ, settings=(), tables={})["geocoder"]

    assert isinstance(merged({}), dict)
    assert merged(7) == 7
