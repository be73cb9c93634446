"""`advisor explain`: the help page of a code, or all codes."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from advisor.cli import output
from advisor.cli.exit_codes import DONE, ExitCode
from advisor.cli.options import Common
from advisor.model.message import message
from advisor.services.help_pages import HelpPage, HelpPages

_WIDEST = 100


def explain(
    code: Annotated[str | None, Parameter(help="What stands in brackets: error[CODE]. Left out: lists all.")] = None,
    /,
    *,
    common: Common | None = None,
) -> int:
    """Show what a fault means and how to mend it. Without a code: every code with its meaning."""
    services = (common or Common()).services()
    pages, language = HelpPages(services.paths.help_pages), services.catalogue.language
    if code is None:
        for one in pages.all(language):
            output.put(f"{one.code}: {one.title}")
        return DONE
    page = pages.page(_bare(code), language)
    if page is None:
        near = pages.nearest(_bare(code))
        what = (
            message("cli.no-such-code", code=code)
            if near is None
            else message("cli.no-such-code-but", code=code, near=near)
        )
        raise output.CommandError(what, ExitCode.USAGE)
    _put(page)
    return DONE


def _bare(code: str) -> str:
    """`error[no-end]`, as `check` writes it, is `no-end`."""
    return code.rpartition("[")[2].removesuffix("]").strip()


def _put(page: HelpPage) -> None:
    """As it stands; drawn, where that is a terminal."""
    if not output.is_terminal():
        output.put(page.text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console = Console(width=min(console.width, _WIDEST), highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(Markdown(page.text, hyperlinks=False))
    output.put(captured.get())
