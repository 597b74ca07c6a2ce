"""How perfxl speaks on a terminal: click's own words in Chinese, and one sentence for whatever stops a command."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from perfxl.app.progress import Progress, silent
from perfxl.errors import PerfxlError

FAILED, CANCELLED = 2, 130
_HELP = {
    "Show this message and exit.": "显示本说明。",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 …",
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "; required]": "；必填]",
    "[required]": "[必填]",
    "[default: ": "[默认：",
}


class Command(click.Command):
    """A command whose help and refusals are Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """Print click's own words in Chinese."""
        return _chinese(super().get_help(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that no argument takes, in Chinese."""
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left:
            raise PerfxlError(f"多出了看不懂的内容：{' '.join(left)}。", _see_help(ctx))
        return left


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's shape
        """Name the commands in the order of work."""
        return list(self.commands)

    def get_help(self, ctx: click.Context) -> str:
        """Print click's own words in Chinese."""
        return _chinese(super().get_help(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command in Chinese."""
        if args[0] not in self.commands:
            raise PerfxlError(f"没有“{args[0]}”这个命令。", f"可用的命令：{'、'.join(self.commands)}。")
        return super().resolve_command(ctx, args)


def run(cli: click.Group) -> NoReturn:
    """Run the command line; whatever stops it is said in one Chinese sentence, here and nowhere else."""
    _speak_utf8()
    try:
        done = cli.main(None if sys.argv[1:] else ["--help"], prog_name="perfxl", standalone_mode=False)
    except PerfxlError as error:
        _stop(f"✘ {error}{error.try_this}", FAILED)
    except click.exceptions.NoArgsIsHelpError as error:
        _stop(error.ctx.get_help() if error.ctx else "", FAILED)
    except click.UsageError as error:
        _stop(f"✘ {_usage(error)}{_see_help(error.ctx)}", FAILED)
    except OSError as error:
        _stop(f"✘ 结果输出不了：{error.strerror or error}。请检查磁盘空间和输出的去向。", FAILED)
    except (click.Abort, KeyboardInterrupt):
        _stop("已取消。", CANCELLED)
    sys.exit(done)


def _stop(words: str, code: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(code)


def _usage(error: click.UsageError) -> str:
    """Say in Chinese what click says in English."""
    if isinstance(error, click.NoSuchOption):
        like = f"是不是要写 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项。{like}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 写得不对：该写内容的没有写，或不该写的写了。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        option = isinstance(error.param, click.Option)
        name = error.param.opts[0] if option else f"“{error.param.metavar}”"
        if isinstance(error, click.MissingParameter):
            return f"缺少选项 {name}。" if option else f"缺少{name}。"
        kind = error.param.type
        limits = f" {kind.min} 到 {kind.max} 的" if isinstance(kind, click.IntRange) else ""
        return f"{name} 应为{limits}整数。"
    return "命令写得不对。"


def _see_help(ctx: click.Context | None) -> str:
    return f"运行 {ctx.command_path if ctx else 'perfxl'} --help 查看用法。"


def _chinese(words: str) -> str:
    for english, chinese in _HELP.items():
        words = words.replace(english, chinese)
    return words


def _speak_utf8() -> None:
    """Consoles and pipes of Chinese Windows are GBK, which lacks ✔ and would stop the program half-way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def bar() -> Iterator[Progress]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
