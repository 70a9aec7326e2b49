"""Honest sentences that no rule may object to: a check that cries wolf is switched off."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import load

from locator.site.claims.check import check_claims
from locator.site.folder import SiteFolder

ENGLISH = """Call first, and ask what the visit costs.
Nobody can promise you a cure.
We do not know whether acupuncture helps with sciatica.
In one small trial, massage eased pain more than usual care, but the trial was at high risk of bias.[^who2023]
Compared with a sham, the difference in pain was small, and the certainty low.[^vickers2018]
Exercise did not improve sleep in this study.[^who2023]
The evidence is of low quality, so the true effect may be smaller.
A Cochrane review of 2020 looked at 33 studies.
The best time to call is before noon.
The clinic is on the best-lit side of the lot.
Free parking is behind the building, and the first hour costs nothing.
The bus is free on Sundays.
If the pain does not ease, see a doctor.
Ask whether Medicare covers your visits.
Medicare has its own rule for acupuncture, so ask the clinic and Medicare.
Your plan may pay for some visits and not for others.
Tell the therapist what makes your pain better or worse.
A physician may send you to a specialist.
See a spine surgeon if your leg gets weaker.
You may need help to get up from the table.
The front desk can help you with the forms.
No treatment is free of risk.
Sore muscles are common for a day or two.
Stop if it hurts, and tell the therapist.
Bring a list of your medicines and any reviews of your heart.
The licensed acupuncturist is in on Mondays.
Results differ from one person to the next.
This page is not medical advice.
The needles are thin, sterile and used once.
Turn from Cure Street into Miracle Mile.
Some people feel calm after a visit; that may be the rest.
We show no ratings, and we quote no patients.
It is not proven that needles work better than a sham.[^nice-ng59]
Say "I am dizzy" if you feel faint.
Do not stop a medicine on your own.""".splitlines()
SPANISH = """Llame antes y pregunte cuánto cuesta la visita.
Nadie puede prometerle una cura.
No sabemos si la acupuntura ayuda con la ciática.
En un ensayo pequeño, el masaje alivió el dolor más que la atención habitual, con un sesgo alto.[^who2023]
Frente a una acupuntura simulada, la diferencia fue pequeña, y la certeza, baja.[^vickers2018]
El ejercicio no mejoró el sueño en este estudio.[^who2023]
La evidencia es de calidad baja, así que el efecto real puede ser menor.
Una revisión Cochrane de 2020 vio 33 estudios.
La mejor hora para llamar es antes del mediodía.
El estacionamiento es gratis y está detrás del edificio.
El autobús es gratuito los domingos.
Si el dolor no cede, vea a un médico.
Pregunte si Medicare cubre sus visitas.
Medicare tiene su propia regla para la acupuntura: pregunte a la clínica y a Medicare.
Es posible que su plan pague unas visitas y otras no.
Cuente al terapeuta qué empeora su dolor.
Un médico puede mandarlo con un especialista.
Puede necesitar ayuda para levantarse de la camilla.
En la recepción le ayudan con los formularios.
Ningún tratamiento es sin riesgos.
Es común quedar adolorido uno o dos días.
Pare si le duele, y dígalo al terapeuta.
El acupunturista con licencia está los lunes.
Los resultados cambian de una persona a otra.
Esta página no es un consejo médico.
Las agujas son delgadas, estériles y se usan una vez.
Algunas personas se sienten tranquilas después; puede ser por el descanso.
No mostramos calificaciones ni citamos a pacientes.
No está probado que las agujas sean mejores que una simulada.[^nice-ng59]
No deje una medicina por su cuenta.
¿Sirve la acupuntura para el dolor de espalda?""".splitlines()


@pytest.mark.parametrize(
    ("file", "sentences"),
    [("what-helps-low-back-pain.md", ENGLISH), ("sciatica.md", SPANISH)],
    ids=["English", "Spanish"],
)
def test_no_rule_objects_to_honest_sentences(folder: Path, file: str, sentences: list[str]) -> None:
    """Rules H16, H17 and B1 to B24: thirty of each language, and not one false alarm."""
    assert len(sentences) >= 30
    path = folder / "content/articles" / file
    text = path.read_text(encoding="utf-8")
    if sentences is SPANISH:
        text = text.replace("title:", "lang: es\ntitle:", 1)
        text = text[: text.index("\n---\n", 4) + 5] + "\nHay [riesgos](/x/), y esa guía ya no está vigente."
        text += "[^acp2017][^who2023][^nice-ng59][^vickers2018]\n"
        text = text.replace("Past its own five-year validity.", "Ya no está vigente.")
        text = text.replace("answer: |\n", "answer: Depende.\nunread: |\n")
    path.write_text(text + "\n\n" + "\n\n".join(sentences) + "\n", encoding="utf-8")
    site = load(folder).site
    assert site
    assert [str(problem) for problem in check_claims(SiteFolder(folder), site)] == []
