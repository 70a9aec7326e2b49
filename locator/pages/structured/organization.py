"""The site, and who runs it: described on the home page and nowhere else (rule A19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.phone import parse_phone
from locator.pages.structured import names
from locator.pages.structured.graph import Data, Described, refer

if TYPE_CHECKING:
    from locator.site.snapshot import Site


def has_organization(site: Site) -> bool:
    """Tells whether the home page names who runs the clinics."""
    return bool(site.config.publisher) and site.config.affiliated


def describe_home(site: Site) -> Described:
    """The home page; that of a further language refers to what the main one describes."""
    about = {"about": refer(names.organization_id(site))} if has_organization(site) else {}
    is_main = names.page_id(site, site.urls.home) == names.page_id(site, "/")
    return Described(properties=about, things=tuple(_site_data(site)) if is_main else ())


def describe_about(site: Site) -> Described:
    """The page about the site and who runs it."""
    about = names.organization_id(site) if has_organization(site) else names.site_id(site)
    return Described("AboutPage", {"about": refer(about)})


def _site_data(site: Site) -> list[Data]:
    home = names.page_id(site, site.urls.home)
    website: Data = {
        "@type": "WebSite",
        "@id": names.site_id(site),
        "name": site.config.name,
        "url": home,
        "inLanguage": site.config.language,
    }
    if not has_organization(site):
        return [website]
    website["publisher"] = refer(names.organization_id(site))
    return [website, _organization(site, home)]


def _organization(site: Site, home: str) -> Data:
    config = site.config
    data = {
        "@type": "Organization",
        "@id": names.organization_id(site),
        "name": config.publisher,
        "url": home,
        "telephone": parse_phone(config.phone, config.country).e164 if config.phone else "",
        "email": config.email,
    }
    return {name: value for name, value in data.items() if value}
