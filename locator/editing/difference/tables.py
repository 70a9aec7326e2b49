"""Two versions of the tables -> which rows came, went and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.difference.alteration import Alteration, Cell, Deed, changed_cells
from locator.model.clinic import ClinicStatus
from locator.site.paths import destination, tidy
from locator.site.tables.cells import clinic_cells, practitioner_cells, redirect_cells, town_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from locator.site.snapshot import Site

    Key = tuple[str, str]

_STATUSES = {
    ClinicStatus.CLOSED: Deed.CLOSED,
    ClinicStatus.TEMPORARILY_CLOSED: Deed.PAUSED,
    ClinicStatus.OPEN: Deed.REOPENED,
}
_NAMES = {"town", "name"}  # of what has its name in this column


def altered_towns(before: Site, after: Site) -> Iterator[Alteration]:
    """The towns that are not what they were; one that left its address for another is renamed, not new."""
    old, new = before.towns_by_key, after.towns_by_key
    moved = _moved_towns(before, after)
    for key, town in old.items():
        if now := new.get(moved.get(key, key)):
            yield from _altered(town_cells(town), town_cells(now), now.id, now.label, town.label)
        else:
            yield Alteration(Deed.REMOVED, town.id, town.label)
    for key in new.keys() - old.keys() - set(moved.values()):
        yield Alteration(Deed.ADDED, new[key].id, new[key].label)


def altered_clinics(before: Site, after: Site) -> Iterator[Alteration]:
    """The clinics that are not what they were, by id; one that closed or opened again is called so."""
    old, new = before.clinics_by_id, after.clinics_by_id
    for id_, clinic in old.items():
        if now := new.get(id_):
            deed = _STATUSES[now.status] if now.status is not clinic.status else None
            cells = clinic_cells(clinic), clinic_cells(now)
            yield from _altered(*cells, id_, now.name, clinic.name, deed=deed)
        else:
            yield Alteration(Deed.REMOVED, id_, clinic.name)
    for id_ in new.keys() - old.keys():
        yield Alteration(Deed.ADDED, id_, new[id_].name)


def altered_people(before: Site, after: Site) -> Iterator[Alteration]:
    """The people who treat patients, each known by name and clinic."""
    yield from _altered_rows(
        {f"{each.clinic}/{each.name}": practitioner_cells(each) for each in before.practitioners},
        {f"{each.clinic}/{each.name}": practitioner_cells(each) for each in after.practitioners},
        named="name",
    )


def altered_redirects(before: Site, after: Site) -> Iterator[Alteration]:
    """The redirects, each known by the address that it leads on from."""
    yield from _altered_rows(
        {tidy(each.source): redirect_cells(each) for each in before.redirects},
        {tidy(each.source): redirect_cells(each) for each in after.redirects},
        named="from",
    )


def _altered_rows(
    old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]], *, named: str
) -> Iterator[Alteration]:
    for key, cells in old.items():
        if key in new:
            yield from _altered(cells, new[key], key, cells[named], cells[named])
        else:
            yield Alteration(Deed.REMOVED, key, cells[named])
    for key in new.keys() - old.keys():
        yield Alteration(Deed.ADDED, key, new[key][named])


def _altered(
    old: Mapping[str, str],
    new: Mapping[str, str],
    key: str,
    name: str,
    former: str,
    *,
    deed: Deed | None = None,
) -> Iterator[Alteration]:
    cells = changed_cells(old, new)
    if not cells:
        return
    is_renamed = any(_says_name(cell) for cell in cells)
    kind = deed or (Deed.RENAMED if is_renamed else Deed.CHANGED)
    yield Alteration(kind, key, name, former if is_renamed and former != name else "", cells)


def _says_name(cell: Cell) -> bool:
    return cell.column in _NAMES or cell.column == "slug"


def _moved_towns(before: Site, after: Site) -> dict[Key, Key]:
    """The towns whose address is another one now: a redirect, a former name or the same place says so."""
    gone = [town for key, town in before.towns_by_key.items() if key not in after.towns_by_key]
    come = [town for key, town in after.towns_by_key.items() if key not in before.towns_by_key]
    landing, main = after.urls.landing, after.config.main_treatment
    redirects = {tidy(each.source): destination(each.target) for each in after.redirects}
    by_path = {landing(main, town): town.key for town in come}
    by_alias = {(town.region, alias): town.key for town in come for alias in town.aliases}
    by_point = {(town.region, town.point): town.key for town in come}
    found: dict[Key, Key] = {}
    free = {town.key for town in come}
    for town in gone:
        signs = (
            by_path.get(redirects.get(landing(main, town), "")),
            by_alias.get((town.region, town.name)),
            by_point.get((town.region, town.point)),
        )
        if new := next((key for key in signs if key in free), None):
            found[town.key] = new
            free.discard(new)
    return found


def by_name(alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """In the order in which they are told: by what became of them, then by name."""
    order = list(Deed)
    return tuple(sorted(alterations, key=lambda each: (order.index(each.deed), each.name, each.key)))
