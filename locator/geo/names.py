"""Place names as keys: the many ways of writing one name fold to one.

Standard library only, and nothing of locator: scripts/make_gazetteer.py loads this file by its path
while the wheel is being built, before the package can be imported.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
# Apostrophes and Hawaiian ʻokinas join the letters around them; accents, once decomposed, go too.
_UNHEARD = dict.fromkeys([*map(ord, "'’‘`´ʻʼ"), *range(0x300, 0x370)])
# "No" and "So" are north and south only where they begin a name.
_FIRST_WORDS = {"no": "north", "so": "south"}
# Short forms are spelled out, never the other way round: "e" + "den" must not meet "eden".
_SPELLED_OUT = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "lk": "lake",
    "lks": "lakes",
    "bch": "beach",
    "spg": "spring",
    "spgs": "springs",
    "hts": "heights",
    "hls": "hills",
    "hbr": "harbor",
    "harbour": "harbor",
    "jct": "junction",
    "ctr": "center",
    "centre": "center",
    "cty": "city",
    "vlg": "village",
    "twp": "township",
    "cntr": "center",
    "pk": "park",
    "pt": "point",
    "isl": "island",
    "vly": "valley",
    "mtns": "mountains",
    "cyn": "canyon",
    "rvr": "river",
    "spr": "spring",
    "sprgs": "springs",
    "est": "estates",
    "ests": "estates",
    "crk": "creek",
    "grv": "grove",
    "fls": "falls",
    "gdns": "gardens",
}


def fold_words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and punctuation: "St. José" gives st, jose."""
    if text.isascii():  # mostly
        return _WORD.findall(text.lower().replace("'", "").replace("`", ""))
    return _WORD.findall(unicodedata.normalize("NFKD", text).casefold().translate(_UNHEARD))


@lru_cache(maxsize=4096)  # who looks a name up folds it several times
def fold_name(text: str) -> str:
    """The key of a place name: "Ft. Lauderdale" and "FORT LAUDERDALE" give "fortlauderdale".

    Case, accents, punctuation, spaces and a leading "The" do not count; Saint and St, Fort and Ft,
    Mount and Mt, North and N and other short forms of the postal service are one word. Empty if
    there is nothing to fold.
    """
    return "".join(name_words(text))


def name_words(text: str) -> list[str]:
    """The words that the key of a place name is made of: "Ft. Lauderdale" gives fort, lauderdale."""
    return spelled_out(fold_words(text))


def spelled_out(words: list[str]) -> list[str]:
    """Folded words as they stand in the key of a place name: without a leading "the", no short forms."""
    if len(words) > 1:
        first = _FIRST_WORDS.get(words[0], words[0])
        words = words[1:] if first == "the" else [first, *words[1:]]
    return [_SPELLED_OUT.get(word, word) for word in words]
