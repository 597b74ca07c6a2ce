"""The command line: open, call, print, exit. 0 is clean, 1 means errors were found, 2 that perfxl could not work."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from perfxl import __version__
from perfxl.app.progress import Progress, silent
from perfxl.errors import PerfxlError

if TYPE_CHECKING:
    from perfxl.page import Plan

FAILED, CANCELLED = 2, 130
_FILE = click.Path(path_type=Path)
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


class _Command(click.Command):
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


class _Group(click.Group):
    command_class = _Command

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


_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序读取。")
_xlsx = click.option("--xlsx", type=_FILE, metavar="文件", help="另存一份 Excel 结果。")
_overwrite = click.option("--overwrite", is_flag=True, help="同名文件已存在时覆盖。")


@click.group(cls=_Group)
@click.version_option(__version__, message="perfxl %(version)s", help="显示版本。")
def cli() -> None:
    """预算绩效目标：导入、校验、汇总、拆分。"""


@cli.command("import")
@click.argument("source", type=_FILE, metavar="文档")
@click.option("--out", type=_FILE, required=True, metavar="总表", help="要生成的总表（.xlsx）。")
@_json
@_overwrite
def import_(source: Path, out: Path, as_json: bool, overwrite: bool) -> None:
    """把部门绩效目标文档导入成一个总表。"""
    from perfxl.app.take_in import take_in
    from perfxl.render import json, words

    taken = take_in(source, out, overwrite=overwrite)
    click.echo(json.import_json(taken) if as_json else words.import_words(taken))


@cli.command()
@click.option("--unit-code", required=True, metavar="代码", help="单位代码，6 位数字，如 430001。")
@click.option("--unit-name", required=True, metavar="名称", help="单位名称。")
@click.option("--year", type=click.IntRange(2000, 2099), required=True, metavar="年度", help="预算年度，如 2025。")
@click.option("--out", type=_FILE, required=True, metavar="总表", help="要生成的总表（.xlsx）。")
@click.option(
    "--projects", type=click.IntRange(1, 500), default=1, show_default=True, metavar="个数", help="项目表张数。"
)
@click.option("--profile", default="河北2025", show_default=True, metavar="表样", help="河北2025 或 通用2021。")
@_overwrite
def new(unit_code: str, unit_name: str, year: int, out: Path, projects: int, profile: str, overwrite: bool) -> None:
    """新建一个空白总表。"""
    from perfxl.app import new as app

    path = app.new(out, unit_code, unit_name, year, projects=projects, profile=profile, overwrite=overwrite)
    click.echo(f"✔ 已新建空白总表，{projects} 张项目表 → {path}")


@cli.command()
@click.argument("master", type=_FILE, metavar="总表")
@_json
@_xlsx
@click.option("--verbose", is_flag=True, help="全部问题逐条列出，带改法。")
@click.option("--project", metavar="项目", help="只看一个项目：序号、编码或名称。")
@_overwrite
def check(master: Path, as_json: bool, xlsx: Path | None, verbose: bool, project: str | None, overwrite: bool) -> int:
    """校验总表里的项目。没有错误退出码为 0，有错误为 1。"""
    from perfxl.app import check as app
    from perfxl.hosts.file import open_book
    from perfxl.render import check_words as words
    from perfxl.render import json

    report = app.check(open_book(master))
    if project is not None:
        report = report.of(app.project_called(report.department, project))
    if xlsx:
        _save(app.findings_plan(report), xlsx, [master], overwrite=overwrite)
    click.echo(json.check_json(report) if as_json else words.check_words(report, verbose=verbose))
    return 0 if words.passed(report) else 1


@cli.command()
@click.argument("master", type=_FILE, metavar="总表")
@click.option("--out", type=_FILE, required=True, metavar="文件", help="审核意见表，.xlsx 或 .docx。")
@_json
@_overwrite
def review(master: Path, out: Path, as_json: bool, overwrite: bool) -> None:
    """写出绩效目标审核意见表：部门一份，每个项目一份，打分、列问题、提建议、下结论。"""
    from perfxl.app import review as app
    from perfxl.hosts.file import open_book
    from perfxl.render import json, words
    from perfxl.render.review_file import write_review

    report = app.review(open_book(master))
    write_review(report, out, overwrite=overwrite)
    click.echo(json.review_json(report) if as_json else words.review_words(report, out))


@cli.command()
@click.argument("masters", type=_FILE, nargs=-1, required=True, metavar="总表…")
@_json
@_xlsx
@_overwrite
def rollup(masters: tuple[Path, ...], as_json: bool, xlsx: Path | None, overwrite: bool) -> int:
    """汇总一个或多个总表，并与各自的“汇总”表核对。一致退出码为 0，有不一致为 1。"""
    from perfxl.app import rollup as app
    from perfxl.hosts.file import open_books
    from perfxl.render import json, words

    report = app.rollup(open_books(masters))
    if xlsx:
        _save(app.rollup_plan(report), xlsx, masters, overwrite=overwrite)
    click.echo(json.rollup_json(report) if as_json else words.rollup_words(report, shutil.get_terminal_size().columns))
    return 0 if report.agrees else 1


@cli.command()
@click.argument("master", type=_FILE, metavar="总表")
@click.option("--out", type=_FILE, required=True, metavar="文件夹", help="申报表放在哪个文件夹。")
@_overwrite
@click.option("--force", metavar="理由", help="有错误也拆分，要写明理由。")
def split(master: Path, out: Path, overwrite: bool, force: str | None) -> None:
    """把总表拆分成每个项目一张的申报表。"""
    from perfxl.app import split as app
    from perfxl.render import words

    with _bar() as progress:
        report = app.split(master, out, overwrite=overwrite, force=force, progress=progress)
    click.echo(words.split_words(report))


@cli.command()
@click.argument("code", required=False, metavar="[编号]")
def rule(code: str | None) -> None:
    """查看一条规则的说明；不写编号列出全部规则。"""
    from perfxl.render import words
    from perfxl.rules import CATALOGUE

    click.echo(words.rule_words(CATALOGUE.rule(code)) if code else words.rules_words())


@cli.command()
@click.option(
    "--out", type=_FILE, default=Path("演示"), show_default=True, metavar="文件夹", help="示例放在哪个文件夹。"
)
def demo(out: Path) -> None:
    """用自带的 2025 年文档走一遍导入、校验、汇总、拆分。"""
    from perfxl.app import demo as app
    from perfxl.render import words

    with _bar() as progress:
        report = app.demo(out, progress)
    click.echo(words.demo_words(report))


def main() -> NoReturn:
    """Run the command line; whatever stops it is said in one Chinese sentence, here and nowhere else."""
    _speak_utf8()
    try:
        done = cli.main(None if sys.argv[1:] else ["--help"], prog_name="perfxl", standalone_mode=False)
    except PerfxlError as error:
        _stop(f"✘ {error}{error.try_this}", FAILED)
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


def _save(plan: Plan, out: Path, masters: Sequence[Path], *, overwrite: bool) -> None:
    """Write a report's workbook, never over what it speaks of."""
    from perfxl.hosts.xlsx import write_plan

    if out.exists() and any(out.samefile(master) for master in masters):
        raise PerfxlError(f"“{out}”就是要读的总表，没有改动它。", "结果请另起一个文件名。")
    write_plan(plan, out, overwrite=overwrite)
    click.echo(f"✔ 已写入 {out}", err=True)


@contextmanager
def _bar() -> Iterator[Progress]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
