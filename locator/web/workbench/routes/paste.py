"""/workbench/towns/add/: towns that are typed or pasted, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.towns.paste import ADD, add_to_draft, check, checked_page, paste_page, preview_new
from locator.workbench.towns.pasted import Pasted

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked, Fields
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def ask(desk: Desk, asked: Asked) -> Answer:
    """The empty form, with the towns that another page suggests, or with what was sent and its answers."""
    if "kept" in asked.query:
        return checked_page(desk, asked.query.one("kept"))
    return paste_page(desk, Pasted("\n".join(asked.query.all("town"))))


def take(desk: Desk, asked: Asked) -> Answer:
    """Answers each line, or puts what is ticked into the draft."""
    return (add_to_draft if asked.form.one("step") == "draft" else check)(desk, _pasted(asked.form))


def preview(desk: Desk, asked: Asked) -> Answer:
    """A page of a town that is not in the draft yet."""
    return preview_new(desk, _pasted(asked.form), asked.form.one("path"))


def _pasted(form: Fields) -> Pasted:
    """What the form holds; a line that was asked about is answered by what is chosen for it now."""
    chosen = dict(zip(form.all("line"), form.all("words"), strict=False))
    for name, value in form.pairs:
        if name.startswith("answer-") and value:
            chosen[form.one(f"asked-{name.removeprefix('answer-')}")] = value
    return Pasted(
        text=form.one("towns").replace("\r\n", "\n"),
        chosen=chosen,
        treatments=form.all("treatments"),
        known=frozenset(form.one("known").split("|")),
        ticked=frozenset(form.all("take")),
    )


routes = (show(ADD, ask), act(ADD, take), act(f"{ADD}preview", preview))
