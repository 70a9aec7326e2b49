"""Sentences of templates, said when a template is compiled: each environment speaks one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.lexer import TokenStream

_PLAIN = ["variable_begin", "name", "lparen", "string", "rparen", "variable_end"]  # {{ _("Map") }}
_BLANK = re.compile(r"%\((\w+)\)s")


class SaidSentences(InternationalizationExtension):
    """Writes what `{{ _("…") }}` and `{% trans %}` say into the compiled template, blanks between the words.

    The environment's `gettext_at_compile` translates. A sentence that depends on a count is said when it is
    rendered, and so is one within an expression.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Puts text in the place of each `{{ _("…") }}`."""
        tokens, at = list(stream), 0
        while at < len(tokens):
            some = tokens[at : at + len(_PLAIN)]
            if [token.type for token in some] == _PLAIN and some[1].value == "_":
                yield Token(some[0].lineno, "data", self._said(some[3].value) % {})
                at += len(some)
            else:
                yield tokens[at]
                at += 1

    def _make_node(
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        *further: Any,
    ) -> nodes.Output:
        if plural is not None or context is not None:
            return super()._make_node(singular, plural, context, variables, *further)
        parts = enumerate(_BLANK.split(self._said(singular)))  # every other one is the name of a blank
        return nodes.Output(
            [variables[part] if n % 2 else nodes.TemplateData(part % {}) for n, part in parts if part]
        )

    def _said(self, sentence: str) -> str:
        said: str = self.environment.gettext_at_compile(sentence)  # type: ignore[attr-defined]
        return said
