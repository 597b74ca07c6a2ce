"""The commands about Excel on this desk: make the add-in, put it there, take it away, look, check everything."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from perfxl.console import Command, Group

if TYPE_CHECKING:
    from perfxl.app.desk import Desk

_PATH = click.Path(path_type=Path)
_appdata = click.option("--appdata", type=_PATH, metavar="文件夹", help="代替 %APPDATA% 的文件夹。")
_home = click.option("--home", type=_PATH, metavar="文件夹", help="代替 %USERPROFILE% 的文件夹。")
_dry_run = click.option("--dry-run", is_flag=True, help="只列出要做什么，什么也不改。")
_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供其他程序读取。")


@click.group(cls=Group)
def addin() -> None:
    """Excel 加载项：生成、安装、卸载、查看。"""


@addin.command()
@click.option("--out", type=_PATH, required=True, metavar="文件夹", help="加载项 perfxl.xlam 放在哪个文件夹。")
def build(out: Path) -> None:
    """生成加载项 perfxl.xlam。"""
    from perfxl.addin.build import build as make

    click.echo(f"✔ 已生成加载项 → {make(out)}")


@addin.command()
@click.option("--from", "source", type=_PATH, metavar="加载项", help="装这个加载项；不写就现做一个。")
@_appdata
@_home
@_dry_run
def install(source: Path | None, appdata: Path | None, home: Path | None, dry_run: bool) -> None:
    """装进这个人的 Excel，不用管理员；原来的加载项会留备份。"""
    from perfxl.addin.build import build as make
    from perfxl.app import install as app
    from perfxl.app.desk import ELSEWHERE
    from perfxl.app.windows import excel_runs
    from perfxl.render.desk_words import install_words

    desk = _desk(appdata, home)
    with TemporaryDirectory() as folder:
        made = source or make(Path(folder))
        report = app.install(made, desk or ELSEWHERE, excel_runs=excel_runs(), dry_run=dry_run or desk is None)
    click.echo(install_words(report))


@addin.command()
@_appdata
@_home
@_dry_run
def uninstall(appdata: Path | None, home: Path | None, dry_run: bool) -> None:
    """从这个人的 Excel 卸载；备份和您自己加的设置留着。"""
    from perfxl.app import install as app
    from perfxl.app.desk import ELSEWHERE
    from perfxl.app.windows import excel_runs
    from perfxl.render.desk_words import uninstall_words

    desk = _desk(appdata, home)
    report = app.uninstall(desk or ELSEWHERE, excel_runs=excel_runs(), dry_run=dry_run or desk is None)
    click.echo(uninstall_words(report))


@addin.command()
@_appdata
@_home
@_json
def status(appdata: Path | None, home: Path | None, as_json: bool) -> int:
    """查看装了没有、是哪一版、能不能用。都好退出码为 0，否则为 1。"""
    from perfxl.app.desk import ELSEWHERE, look
    from perfxl.app.windows import excel_runs
    from perfxl.render.desk_words import status_json, status_words

    state = look(_desk(appdata, home) or ELSEWHERE, excel_runs=excel_runs())
    click.echo(status_json(state) if as_json else status_words(state))
    return 0 if state.in_order else 1


@click.command(cls=Command)
@click.option("--folder", type=_PATH, metavar="文件夹", help="总表放在哪个文件夹，看能不能写。")
@_json
def doctor(folder: Path | None, as_json: bool) -> int:
    """自检：Python、Excel、加载项、宏的设置、写入权限。没有问题退出码为 0，有为 1。"""
    from perfxl.app.doctor import examine
    from perfxl.render.doctor_words import doctor_json, doctor_words

    report = examine(folder=folder)
    click.echo(doctor_json(report) if as_json else doctor_words(report))
    return 0 if report.healthy else 1


def _desk(appdata: Path | None, home: Path | None) -> Desk | None:
    """Give the desk that is meant; where there is none, say that nothing will be done."""
    from perfxl.app.desk import desk_at

    desk = desk_at(appdata, home)
    if desk is None:
        click.echo("这台电脑不是 Windows，没有 Excel 可装，下面只说在 Windows 上会做什么。", err=True)
    return desk
