"""How a site speaks."""

from __future__ import annotations

from locator.site.language import Language

say = Language("en", "miles")


def test_a_sentence_is_said_with_its_blanks_filled() -> None:
    assert say("Nearby towns") == "Nearby towns"
    assert say("{name} is open", name="Lake Mary {x}") == "Lake Mary {x} is open"


def test_a_sentence_without_blanks_keeps_its_braces() -> None:
    assert say("{ is a brace") == "{ is a brace"


def test_counts_choose_their_sentence() -> None:
    assert say.plural("{count} town", "{count} towns", 1) == "1 town"
    assert say.plural("{count} town", "{count} towns", 1200) == "1,200 towns"
