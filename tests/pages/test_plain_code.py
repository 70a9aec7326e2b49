"""Templates compiled to plainer Python: they write the same, and a slip is still a slip."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from locator.pages.plain_code import PlainCode, PlainContext, written
from locator.pages.rendering import _Environment

SOURCE = """
{% macro link(text, path="/") %}<a href="{{ path }}">{{ text }}</a>{% endmacro %}
{% for each in texts %}{{ loop.index }}. {{ link(each, path=each) }}{{ each | upper }}{% endfor %}
{% autoescape false %}{{ texts[0] }}{% endautoescape %}{{ texts | join("; ") }} {{ texts[0].upper() }}
"""

texts_or_html = st.text() | st.text().map(Markup) | st.text().map(escape)
values = texts_or_html | st.integers() | st.booleans() | st.floats() | st.none()


@given(values)
def test_a_value_is_written_as_jinja_writes_it(value: Any) -> None:
    assert written(value) == str(escape(value))


@given(st.lists(texts_or_html, min_size=1))
def test_a_template_says_the_same(texts: list[str]) -> None:
    ours, jinjas = (kind(autoescape=True).from_string(SOURCE) for kind in (_Environment, Environment))
    assert ours.render(texts=texts) == jinjas.render(texts=texts)


@pytest.mark.parametrize("slip", ["{{ nothing }}", "{{ text.nothing }}", "{{ nothing() }}", "{{ text() }}"])
def test_a_slip_is_no_text(slip: str) -> None:
    environment: Environment = _Environment(undefined=StrictUndefined, autoescape=True)
    assert (environment.code_generator_class, environment.context_class) == (PlainCode, PlainContext)
    with pytest.raises(Exception, match=r"nothing|callable"):
        environment.from_string(slip).render(text="text")
