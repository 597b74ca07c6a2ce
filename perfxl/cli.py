"""The command line: open, call, print, exit. 0 is clean, 1 means errors were found, 2 that perfxl could not work."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from perfxl import __version__
from perfxl.cli_desk import addin, doctor
from perfxl.console import Group, bar, run
from perfxl.errors import PerfxlError

if TYPE_CHECKING:
    from perfxl.page import Plan

_FILE = click.Path(path_type=Path)


_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序读取。")
_xlsx = click.option("--xlsx", type=_FILE, metavar="文件", help="另存一份 Excel 结果。")
_overwrite = click.option("--overwrite", is_flag=True, help="同名文件已存在时覆盖。")


@click.group(cls=Group)
@click.version_option(__version__, message="perfxl %(version)s", help="显示版本。")
def cli() -> None:
    """预算绩效目标：导入、校验、审核、汇总、拆分。"""


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
@click.option("--out", type=_FILE, metavar="新总表", help="另存一份总表，“校验结果”更新成这次的，忽略理由留着。")
@_overwrite
def check(
    master: Path,
    as_json: bool,
    xlsx: Path | None,
    verbose: bool,
    project: str | None,
    out: Path | None,
    overwrite: bool,
) -> int:
    """校验总表里的项目。没有错误退出码为 0，有错误为 1。"""
    from perfxl.app import check as app
    from perfxl.hosts.file import open_book
    from perfxl.render import check_words as words
    from perfxl.render import json

    whole = app.check(open_book(master))
    report = whole if project is None else whole.of(app.project_called(whole.department, project))
    if out:
        from perfxl.app.publish import publish

        publish(master, whole, out, overwrite=overwrite)
        click.echo(f"✔ 已写入 {out}", err=True)
    if xlsx:
        _save(app.findings_plan(report), xlsx, [master], overwrite=overwrite)
    click.echo(json.check_json(report) if as_json else words.check_words(report, verbose=verbose))
    return 0 if words.passed(report) else 1


@cli.command()
@click.argument("master", type=_FILE, metavar="总表")
@click.option("--out", type=_FILE, metavar="新总表", help="改好的总表放在哪里；原来的总表不动。")
@click.option("--dry-run", is_flag=True, help="只列出要改什么，不生成文件。")
@_overwrite
def mend(master: Path, out: Path | None, dry_run: bool, overwrite: bool) -> None:
    """把谁也不会反对的小毛病改好（全半角、多余空格、单位写法等），另存成新总表。"""
    from perfxl.app import mend as app
    from perfxl.hosts.file import open_book
    from perfxl.render import words

    if dry_run:
        click.echo(words.mend_words(app.mended(open_book(master))[0], None))
    elif out is None:
        raise PerfxlError("没有写改好的总表放在哪里。", "加上 --out 新总表.xlsx；只想看看要改什么就加 --dry-run。")
    else:
        click.echo(words.mend_words(app.mend(master, out, overwrite=overwrite), out))


@cli.command("add-project")
@click.argument("master", type=_FILE, metavar="总表")
@click.option("--out", type=_FILE, required=True, metavar="新总表", help="加好项目的总表；原来的总表不动。")
@click.option("--name", prompt="项目名称", metavar="名称", help="项目名称；不写会问。")
@click.option("--code", prompt="项目编码（21 位）", metavar="编码", help="项目编码，21 位；不写会问。")
@click.option("--budget", default="", metavar="金额", help="预算数，单位万元，如 120.00。")
@click.option("--fiscal", default="", metavar="金额", help="其中财政资金；不写就等于预算数。")
@click.option("--other", default="", metavar="金额", help="其他资金；不写就是 0.00。")
@click.option("--purpose", default="", metavar="文字", help="资金用途。")
@click.option("--like", default="", metavar="类别", help="按什么找参考指标；不写就按项目名称。")
@_overwrite
def add_project(master: Path, out: Path, like: str, overwrite: bool, **typed: str) -> None:
    """给总表加一个项目：新建项目表，从指标库配好参考指标，接进目录和汇总。"""
    from perfxl.app import add_project as app
    from perfxl.render import words

    typed["fiscal"] = typed["fiscal"] or typed["budget"]
    typed["other"] = typed["other"] or ("0.00" if typed["budget"] else "")
    click.echo(words.added_words(app.add_project(master, out, typed, like, overwrite=overwrite), out))


@cli.command()
@click.argument("query", metavar="要找什么")
@click.option("--level2", default="", metavar="二级指标", help="只看一种二级指标，如 数量指标。")
@click.option("--master", type=_FILE, metavar="总表", help="用这个总表里的指标库；不写就用自带的。")
@_json
def suggest(query: str, level2: str, master: Path | None, as_json: bool) -> None:
    """从指标库里找参考指标：写项目名称、对象或指标名称。"""
    from perfxl.app import suggest as app
    from perfxl.hosts.file import open_book
    from perfxl.render import library_words as words

    report = app.suggest(query, open_book(master) if master else None, level2)
    click.echo(words.suggest_json(report) if as_json else words.suggest_words(report))


@cli.group(cls=Group)
def library() -> None:
    """指标库。"""


@library.command("check")
@click.argument("master", type=_FILE, required=False, metavar="[总表]")
@_json
def library_check(master: Path | None, as_json: bool) -> int:
    """用规则检查指标库本身：写总表就查它的指标库，不写就查自带的。有错误退出码为 1。"""
    from perfxl.app import library as app
    from perfxl.hosts.file import open_book
    from perfxl.render import library_words as words

    report = app.check_library(open_book(master) if master else None)
    click.echo(words.library_json(report) if as_json else words.library_words(report))
    return 0 if words.library_passes(report) else 1


@cli.command()
@click.argument("masters", type=_FILE, nargs=-1, required=True, metavar="总表…")
@click.option(
    "--out", type=_FILE, required=True, metavar="文件", help="审核意见表，.xlsx 或 .docx；几个总表时写文件夹。"
)
@_json
@_overwrite
def review(masters: tuple[Path, ...], out: Path, as_json: bool, overwrite: bool) -> None:
    """写出绩效目标审核意见表：部门一份，每个项目一份，打分、列问题、提建议、下结论。"""
    from perfxl.app import review as app
    from perfxl.hosts.file import open_books
    from perfxl.render import json, words
    from perfxl.render.review_file import places, write_review

    targets = places(masters, out)
    _refuse_sources(targets, masters)
    reports = [app.review(book) for book in open_books(masters)]
    for report, target in zip(reports, targets, strict=True):
        write_review(report, target, overwrite=overwrite)
    said = map(words.review_words, reports, targets)
    click.echo(json.reviews_json(reports) if as_json else "\n\n".join([*said, words.scoring_words()]))


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

    with bar() as progress:
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
    """用自带的 2025 年文档走一遍导入、校验、审核、汇总、拆分。"""
    from perfxl.app import demo as app
    from perfxl.render import words

    with bar() as progress:
        report = app.demo(out, progress)
    click.echo(words.demo_words(report))


cli.add_command(addin)
cli.add_command(doctor)


def main() -> NoReturn:
    """Run the command line."""
    run(cli)


def _refuse_sources(outs: Sequence[Path], masters: Sequence[Path]) -> None:
    """Refuse to write over what is read."""
    for out in outs:
        if out.exists() and any(master.exists() and out.samefile(master) for master in masters):
            raise PerfxlError(f"“{out}”就是要读的总表，没有改动它。", "结果请另起一个文件名。")


def _save(plan: Plan, out: Path, masters: Sequence[Path], *, overwrite: bool) -> None:
    """Write a report's workbook, never over what it speaks of."""
    from perfxl.hosts.xlsx import write_plan

    _refuse_sources([out], masters)
    write_plan(plan, out, overwrite=overwrite)
    click.echo(f"✔ 已写入 {out}", err=True)
