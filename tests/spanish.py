"""The example's folder with a second language: short Spanish texts of our own in the place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CHECK = "checked_by: Ejemplo Persona\nchecked_on: 2026-11-20\n"
SETTINGS = """
[es]
description = "Encuentre una clínica y vea cuándo abre."
publisher = "Grupo de ejemplo"
"""
TREATMENTS = {
    "tratamiento-del-dolor-de-espalda": ("back-pain-treatment", "Tratamiento del dolor de espalda"),
    "acupuntura": ("acupuncture", "Acupuntura para el dolor de espalda"),
}
ARTICLES = {"primera-visita": ("first-visit", "Su primera visita")}

TREATMENT = """---
lang: es
translation_of: {original}
{check}name: {name}
clinics: Clínicas de {name}
description: "Qué es y dónde se ofrece."
summary: "Un resumen breve."
notice: "¿Debilidad nueva en ambas piernas? Llame al 911."
emergency:
  heading: "Llame al 911 ahora si tiene:"
  signs:
    - "Debilidad nueva en ambas piernas"
author: "Equipo de ejemplo"
published: 2026-11-20
---
## Qué es

Un texto en español.
"""
ARTICLE = """---
lang: es
translation_of: {original}
{check}title: "{name}"
description: "Qué puede esperar."
answer: "Lleve su lista de medicamentos."
author: "Equipo de ejemplo"
published: 2026-11-20
---
## Antes de ir

Un texto en español.
"""


def speak_english(folder: Path) -> Path:
    """Takes every other language out of a folder; [es] is the last table of its settings."""
    for file in (folder / "content").glob("*/*.md"):
        if "\nlang: es\n" in file.read_text("utf-8"):
            file.unlink()
    settings = (folder / "site.toml").read_text("utf-8").partition("\n[es]")[0]
    lines = [line for line in settings.splitlines() if not line.startswith("languages")]
    (folder / "site.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def speak_spanish(folder: Path, *, is_checked: bool = True, treatments: tuple[str, ...] = ()) -> Path:
    """Makes a folder speak Spanish; `treatments` are the slugs of those texts that it has, all by default."""
    check = CHECK if is_checked else ""
    speak_english(folder)
    for slug, (original, name) in TREATMENTS.items():
        if not treatments or slug in treatments:
            text = TREATMENT.format(original=original, name=name, check=check)
            (folder / "content" / "treatments" / f"{slug}.md").write_text(text, "utf-8")
    for slug, (original, name) in ARTICLES.items():
        text = ARTICLE.format(original=original, name=name, check=check)
        (folder / "content" / "articles" / f"{slug}.md").write_text(text, "utf-8")
    head = 'languages = ["en", "es"]\n' + (folder / "site.toml").read_text("utf-8")
    words = SETTINGS + CHECK.replace(": ", ' = "').replace("\n", '"\n') * is_checked
    (folder / "site.toml").write_text(f"{head}\n{words}", "utf-8")
    return folder
