"""A town under a new name or slug: what changes in the tables, so that no address is ever lost (rule A32)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.geo.names import fold_name
from locator.site.paths import tidy
from locator.site.slugs import is_slug, slug

if TYPE_CHECKING:
    from locator.model.town import Town
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Renaming:
    """The town as it was and as it will be, with its site in every language."""

    old: Town
    new: Town
    views: tuple[Site, ...]

    @property
    def moves(self) -> dict[str, str]:
        """Each address that changes, and the one that takes its place."""
        pairs = {
            view.urls.landing(each, self.old): view.urls.landing(each, self.new)
            for view in self.views
            for each in self.old.treatments
            if each in view.treatments
        }
        return {old: new for old, new in pairs.items() if old != new}


def find_town(site: Site, text: str) -> Town:
    """The town of a landing page's path, a slug or "Town, ST"; raises UsageError if there is not just one."""
    path = tidy(text) if "/" in text else ""
    _refuse_others(site, text, path)
    found = [town for town in site.towns if _is_meant(site, town, text, path)]
    if len(found) == 1:
        return found[0]
    if found:
        paths = " or ".join(site.urls.landing(town.treatments[0], town) for town in found)
        msg = f"{text} may be several towns; write {paths}"
    else:
        msg = f'no town of locations.csv is {text}; write its path, its slug or "Town, ST"'
    raise UsageError(msg)


def plan_renaming(site: Site, town: Town, new: str, *, new_slug: str, is_slug_frozen: bool) -> Renaming:
    """The town under a new name, a new slug or both; raises UsageError for what cannot be.

    A new name alone leaves a slug that stands in the row (`is_slug_frozen`) as it is.
    """
    name = town.name if is_slug(new) else " ".join(new.split())
    made = new if is_slug(new) else town.slug if is_slug_frozen else slug(name)
    made = new_slug or made
    if not name or not is_slug(made):
        msg = f'"{new_slug or new}" cannot stand in an address; write a-z, 0-9 and hyphens with --slug'
        raise UsageError(msg)
    aliases = [each for each in town.aliases if slug(each) != made or fold_name(each) != fold_name(name)]
    if town.name != name and town.name not in aliases:
        aliases.append(town.name)
    renaming = Renaming(
        town, replace(town, name=name, slug=made, aliases=tuple(aliases)), tuple(site.views.values())
    )
    if renaming.new == town:
        msg = f"{town.label} already has that name and that address"
        raise UsageError(msg)
    other = site.towns_by_key.get(renaming.new.key)
    if other and other.key != town.key:
        msg = f'row {other.row} of locations.csv ({other.label}) has the slug "{made}"; give --slug another'
        raise UsageError(msg)
    return renaming


def _is_meant(site: Site, town: Town, text: str, path: str) -> bool:
    if path:
        return path in (site.urls.landing(each, town) for each in town.treatments)
    return text == town.slug or fold_name(text) in (fold_name(town.label), fold_name(town.name))


def _refuse_others(site: Site, text: str, path: str) -> None:
    """A clinic's id and a treatment's slug stand in other files too, so they are not renamed here."""
    if path.startswith(site.urls.clinics):
        msg = "a clinic's id stays for ever; change its name in clinics.csv, and the address keeps working"
        raise UsageError(msg)
    if text in site.treatments or path in map(site.urls.treatment, site.treatments):
        msg = (
            "a treatment is renamed by hand: rename content/treatments/….md, write the new slug in "
            "site.toml, locations.csv and clinics.csv, and the old addresses into redirects.csv"
        )
        raise UsageError(msg)
