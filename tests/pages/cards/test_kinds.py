"""What a card says of each kind of page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.cards.kinds import clinic_card, home_card, landing_card, region_card

if TYPE_CHECKING:
    from locator.site.snapshot import Site


def test_a_landing_card_names_town_treatment_and_nearest_clinic(example: Site) -> None:
    """Rule E4: a card claims no clinic in a town, only the nearest one and how far it is."""
    holly_hill = next(town for town in example.towns if town.slug == "holly-hill")
    card = landing_card(example, example.main_treatment, holly_hill)
    assert (card.title, card.kicker) == ("Holly Hill, FL", "Back pain treatment")
    assert card.lines[0].startswith("Nearest clinic: Example Back Care ")
    assert card.lines[1].endswith(" away in a straight line")
    assert card.map
    assert not any(" in Holly Hill" in text for text in (card.title, card.alt, *card.lines))


def test_a_town_without_any_clinic_has_a_card_without_a_map(example: Site) -> None:
    empty = replace(example, clinics=())
    card = landing_card(empty, empty.main_treatment, empty.towns[0])
    assert card.map is None
    assert card.lines == ("No clinic offers this now",)


def test_a_clinic_card_has_its_address_and_number(example: Site) -> None:
    clinic = example.clinics_by_id["lake-mary"]
    card = clinic_card(example, clinic)
    assert card.lines == (*clinic.address.lines, "(407) 555-0101")


def test_a_closed_clinic_is_not_to_be_called(example: Site) -> None:
    card = clinic_card(example, example.clinics_by_id["new-smyrna-beach"])
    assert card.lines[-1] == "Closed for the time being"


def test_every_card_of_a_demonstration_says_that_clinics_are_invented(example: Site) -> None:
    real = replace(example, config=replace(example.config, demonstration=False))
    assert "invented" in home_card(example).caution
    assert home_card(real).caution == ""


def test_a_region_counts_its_towns(example: Site) -> None:
    treatment, florida = example.main_treatment, example.towns[0].region
    count = sum(treatment.slug in town.treatments for town in example.towns)
    assert region_card(example, treatment, florida).lines == (f"{count} towns, each with its nearest clinic",)
