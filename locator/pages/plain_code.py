"""The Python that templates become. What pages are made of is known, so less is asked of each value.

Jinja allows for any object that a template may meet, which takes half the time of filling in. A page is made
of dataclasses, texts, numbers and markup, and no name that templates see asks for the context of a call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import nodes
    from jinja2.compiler import Frame


def written(value: object) -> str:
    """What `escape` makes of a value; a text is plain, as it is only put between others."""
    if type(value) is str:
        text: str = _escape_inner(value)
        return text
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class PlainCode(CodeGenerator):
    """Writes `x.y` as Python does, and escapes with the environment's `written`."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Takes an attribute of an object; Jinja would also look for an item of that name."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class PlainContext(Context):
    """Calls what templates call without looking closely whether that wants to know of the context."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _block_vars: Any = None,
        _loop_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Calls it, with the context only if it is marked, as Jinja's own functions for translating are."""
        if hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, _block_vars=_block_vars, _loop_vars=_loop_vars, **kwargs)
        return called(*args, **kwargs)
