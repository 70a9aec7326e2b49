"""Context -> HTML bytes: the only place that knows Jinja."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property, lru_cache
from json import JSONEncoder
from pathlib import Path
from time import perf_counter
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError

from locator.errors import SiteFolderError
from locator.model.problem import Problem, Severity
from locator.pages.keeping import KEPT
from locator.pages.maps.viewer import build_viewer
from locator.pages.output import Output
from locator.pages.plain_code import PlainCode, PlainContext, written
from locator.pages.said import SaidSentences
from locator.pages.times_of_day import unbroken
from locator.pages.typed_words import TypedWords
from locator.site.words import lower_first

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, MutableMapping, Sequence

    from locator.pages.assets import Assets
    from locator.site.snapshot import Site

_JSON = JSONEncoder(sort_keys=True)  # as Jinja writes it, but set up once


class _Environment(Environment):
    """Templates that all see the same names, so that what one imports from another is read once."""

    code_generator_class = PlainCode
    context_class = PlainContext
    written = staticmethod(written)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Renderer:
    """Renders the context of a page with its template; the context class names its template."""

    def __init__(self, layers: Sequence[Path], assets: Assets, site: Site) -> None:
        config = site.config
        self.layers = layers
        self.assets = assets
        self.viewer = build_viewer(config.basemap, assets)
        self._environments = {code: self._environment(view) for code, view in site.views.items()}
        self.environment = self._environments[site.config.language]
        self.watch: Callable[[float], object] | None = None  # is told the seconds that a page took

    def _environment(self, site: Site) -> Environment:
        """The templates as they speak one language of the site."""
        environment = _Environment(
            loader=FileSystemLoader(self.layers),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=[SaidSentences],
        )
        environment.extend(gettext_at_compile=site.say.gettext)
        environment.policies["ext.i18n.trimmed"] = True
        environment.policies |= {"json.dumps_function": _JSON.encode, "json.dumps_kwargs": {}}
        environment.install_gettext_callables(site.say.gettext, site.say.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.filters["typed"] = TypedWords(site)
        environment.globals.update(
            once=lru_cache(KEPT)(_called),
            asset=self.assets.url,
            viewer=self.viewer,
            urls=site.urls,
            say=site.say,
            counted=site.config.counted,
            lower_first=lower_first,
            noun=site.config.clinic_noun,
            nouns=site.config.clinics_noun,
        )
        return environment

    def render(self, context: Any) -> bytes:
        """Renders a page; `context` is a dataclass with a class variable `template`.

        Raises SiteFolderError with the file and line if the template has a slip.
        """
        begun = perf_counter()
        values = {field.name: getattr(context, field.name) for field in fields(context)}
        try:
            environment = self._environments[context.frame.language]
            page = environment.get_template(context.template).render(values)
        except Exception as error:  # a template may fail in any way that Python can
            raise self._refusal(error, context.template) from error
        body = _trimmed(page).encode()
        if self.watch:
            self.watch(perf_counter() - begun)
        return body

    def output(self, context: Any, status: int = 200) -> Output:
        """Renders a page into an answer; one with a map may ask the hosts of the interactive one."""
        has_map = self.viewer is not None and getattr(context, "map", None) is not None
        origins = self.viewer.origins if self.viewer and has_map else ()
        return Output(unbroken(self.render(context)), status=status, origins=origins)

    @property
    def has_own_templates(self) -> bool:
        """Tells whether a site folder has other templates than ours, which are known to be without a slip."""
        return any(file for layer in self.layers[:-1] for file in layer.rglob("*.html"))

    def compile_templates(self) -> None:
        """Reads every template, used or not; raises SiteFolderError at the first that cannot be read."""
        for name in self.environment.list_templates(extensions=("html",)):
            try:
                self.environment.get_template(name)
            except Exception as error:
                raise self._refusal(error, name) from error

    @property
    def typed(self) -> list[str]:
        """The words that pages mark as English, for each language: they come from the rows of all clinics."""
        return [environment.filters["typed"].pattern for environment in self._environments.values()]

    @cached_property
    def sources(self) -> dict[str, str]:
        """Every template as it is written, by its name."""
        loader = FileSystemLoader(self.layers)
        names = self.environment.list_templates(extensions=("html",))
        return {name: loader.get_source(self.environment, name)[0] for name in names}

    def _refusal(self, error: Exception, name: str) -> SiteFolderError:
        name, line = self._place(error) or (name, None)
        is_told = isinstance(error, AttributeError) or type(error).__module__.startswith("jinja2")
        message = str(error) if is_told else repr(error)
        problem = Problem(Severity.ERROR, f"templates/{name}", message, "mend the template", row=line)
        return SiteFolderError("a template has a slip; mend the line above", [problem])

    def _place(self, error: Exception) -> tuple[str, int | None] | None:
        """The template and the line where rendering stopped."""
        if isinstance(error, TemplateSyntaxError) and error.name:
            return error.name, error.lineno
        passed = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
        for file, line in reversed(passed):
            for layer in self.layers:
                if file.is_relative_to(layer):
                    return file.relative_to(layer).as_posix(), line
        return None


def _called(macro: Callable[..., str], *values: Hashable) -> str:
    """What a macro says of values: templates write `once(macro, …)` for what many pages say."""
    return macro(*values)


def _trimmed(page: str) -> str:
    """Takes blanks from the ends of lines: where a condition does not hold, an indentation is left."""
    if "\t" in page:
        page = page.replace("\t\n", " \n")
    parts, start = [], 0
    while (end := page.find(" \n", start)) >= 0:
        parts.append(page[start:end].rstrip(" \t"))
        start = end + 1
    return "".join((*parts, page[start:].rstrip(" \t")))
