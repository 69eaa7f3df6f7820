"""The conversation in the terminal, as rich draws what it printed."""

import io

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from bot.search.library import Library
from bot.terminal.conversation import converse
from bot.terminal.display import say
from bot.wording import NO_TOKEN
from docs.pictures.themes import Theme

_ASKED = (
    "How much has the World Bank paid for CASA-1000?",
    "Which militant movments worry the United States?",
    "What is the capital of France?",
    "quit",
)
_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{width}} {{height}}">
<style>
.{{unique_id}}-matrix {{{{ font: {{char_height}}px {fonts}; }}}}
.{{unique_id}}-title {{{{ font: bold 18px {fonts}; }}}}
{{styles}}
</style>
<defs>
<clipPath id="{{unique_id}}-clip-terminal">
<rect width="{{terminal_width}}" height="{{terminal_height}}"/>
</clipPath>
{{lines}}
</defs>
{{chrome}}
<g transform="translate({{terminal_x}}, {{terminal_y}})"
clip-path="url(#{{unique_id}}-clip-terminal)">
{{backgrounds}}
<g class="{{unique_id}}-matrix">
{{matrix}}
</g>
</g>
</svg>
"""
"""As rich's own, but for its fonts: those would be fetched from elsewhere."""


def drawn(library: Library, theme: Theme) -> str:
    """The conversation that is had when no token is set, as SVG."""
    out = Console(
        file=io.StringIO(),
        record=True,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        width=80,
        soft_wrap=True,
        highlight=False,
        markup=False,
        emoji=False,
    )
    typed = iter(_ASKED)

    def read_line(prompt: str) -> str:
        line = next(typed)
        out.print(f"{prompt}{line}")
        return line

    say(out, NO_TOKEN)
    converse(library, out, read_line)
    ground, text, yellow = theme.terminal
    colours = [text, text, text, yellow, text, text, text, text]
    svg = out.export_svg(
        title="article-bot",
        theme=TerminalTheme(ground, text, colours),
        code_format=_FORMAT.format(fonts=_FONTS),
        unique_id="t",
    )
    svg = svg.replace("rgba(255,255,255,0.35)", theme.edge)  # which is rich's, and white on white
    return "".join(f"{line.strip()}\n" for line in svg.splitlines() if line.strip())
