"""The command line from outside: what it prints where, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from perfxl.forms.master import master_plan
from perfxl.hosts.file import open_book
from perfxl.hosts.xlsx import write_plan
from tests.builders import CODES, a_department, a_project

HEAVY = {"pandas", "xlwings", "openpyxl", "python_calamine", "xlsxwriter", "rich", "lxml"}
COMMANDS = (
    "import", "new", "check", "mend", "add-project", "suggest", "library", "review", "rollup", "split", "rule", "demo",
    "addin", "doctor",
)  # fmt: skip
SAMPLE = Path(str(files("perfxl").joinpath("samples", "kaiping-2025.txt")))


def run(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "perfxl", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "总表.xlsx"
    write_plan(master_plan(a_department()), path)
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏表.xlsx"
    write_plan(master_plan(a_department(a_project(fiscal="90.00"))), path)
    return path


# --- help and usage


def test_help_is_chinese_and_lists_the_commands_in_the_order_of_work() -> None:
    ended = run()
    assert ended.returncode == 0
    assert ended.stdout == run("--help").stdout
    assert "Usage" not in ended.stdout
    assert [line.split()[0] for line in ended.stdout.partition("命令：")[2].splitlines() if line] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str) -> None:
    ended = run(command, "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("用法：")
    for english in ("Usage", "Options", "required", "default", "Show this"):
        assert english not in ended.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "✘ 缺少“总表”。运行 perfxl check --help 查看用法。"),
        (["split", "总表.xlsx"], "✘ 缺少选项 --out。运行 perfxl split --help 查看用法。"),
        (["chek"], f"✘ 没有“chek”这个命令。可用的命令：{'、'.join(COMMANDS)}。"),
        (["check", "a", "--jsn"], "✘ 没有 --jsn 这个选项。是不是要写 --json？运行 perfxl check --help 查看用法。"),
        (["rule", "A", "B"], "✘ 多出了看不懂的内容：B。运行 perfxl rule --help 查看用法。"),
        (["new", "--year", "今年"], "✘ --year 应为 2000 到 2099 的整数。运行 perfxl new --help 查看用法。"),
        (["new", "--projects", "0"], "✘ --projects 应为 1 到 500 的整数。运行 perfxl new --help 查看用法。"),
        (["rule", "X-99"], "✘ 没有编号为 X-99 的规则。运行 perfxl rule 查看全部规则。"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence_and_2(words: list[str], said: str) -> None:
    ended = run(*words)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said + "\n")


def test_an_option_without_its_words_is_2() -> None:
    ended = run("check", "a.xlsx", "--xlsx")
    assert ended.returncode == 2
    assert "--xlsx" in ended.stderr


@pytest.mark.parametrize("words", [["--help"], ["rule"], ["rule", "fund-02"]])
def test_a_quick_question_loads_nothing_heavy(words: list[str]) -> None:
    code = "import sys, perfxl.cli\ntry: perfxl.cli.main()\nfinally: print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert not HEAVY & {name.partition(".")[0] for name in ended.stderr.split()}


def test_output_is_utf_8_whatever_the_console_says() -> None:
    command = [sys.executable, "-m", "perfxl", "rule", "FUND-02"]
    ended = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert "错例" in ended.stdout.decode("utf-8")


# --- check


def test_check_of_a_clean_master_is_0_and_loud(good: Path) -> None:
    ended = run("check", good)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "✔✔✔ 通过" in ended.stdout


def test_check_that_finds_errors_is_1(bad: Path) -> None:
    ended = run("check", bad)
    assert ended.returncode == 1
    assert "FUND-02 C4" in ended.stdout


def test_check_gives_json_on_stdout_alone_and_a_workbook_beside(bad: Path, tmp_path: Path) -> None:
    beside = tmp_path / "校验结果.xlsx"
    ended = run("check", bad, "--json", "--xlsx", beside)
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["counts"]["error"] >= 1
    assert "已写入" in ended.stderr
    assert open_book(beside).sheets() == ("校验结果",)


def test_check_never_writes_its_result_over_the_master(good: Path) -> None:
    before = good.read_bytes()
    ended = run("check", good, "--xlsx", good, "--overwrite")
    assert ended.returncode == 2
    assert "就是要读的总表" in ended.stderr
    assert good.read_bytes() == before


def test_check_does_not_write_over_another_file_unasked(good: Path, bad: Path) -> None:
    before = bad.read_bytes()
    ended = run("check", good, "--xlsx", bad)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "已经存在" in ended.stderr
    assert bad.read_bytes() == before


def test_check_of_no_file_is_2_in_one_sentence(tmp_path: Path) -> None:
    ended = run("check", tmp_path / "没有.xlsx")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("✘ 找不到文件")
    assert ended.stderr.count("\n") == 1


# --- rollup, split, new


# --- one project, ignoring, mending, adding


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "乱表.xlsx"
    tidy, other = a_project(budget="１００", other=""), a_project(2, name="农村桥梁检测", fiscal="90.00")
    write_plan(master_plan(a_department(tidy, other)), path)
    return path


def test_check_of_one_project_speaks_of_it_alone(untidy: Path) -> None:
    one, two = run("check", untidy, "--project", "1"), run("check", untidy, "--project", "桥梁", "--json")
    assert (one.returncode, two.returncode) == (1, 1)
    assert "FUND-03" in one.stdout
    assert "FUND-02" not in one.stdout
    assert {found["project"] for found in json.loads(two.stdout)["findings"]} == {CODES[1]}


def test_check_of_no_such_project_is_2_and_writes_nothing(untidy: Path, tmp_path: Path) -> None:
    ended = run("check", untidy, "--project", "9", "--out", tmp_path / "新.xlsx")
    assert (ended.returncode, ended.stdout) == (2, "")
    said = "✘ 没有“9”这个项目，有的是：1.县乡公路日常养护、2.农村桥梁检测。请写项目的序号、编码或名称。\n"
    assert ended.stderr == said
    assert not (tmp_path / "新.xlsx").exists()


def test_check_writes_a_master_with_what_it_found(untidy: Path, tmp_path: Path) -> None:
    out = tmp_path / "新.xlsx"
    ended = run("check", untidy, "--out", out)
    assert ended.returncode == 1
    assert "FUND-02" in {row[1] for row in open_book(out).grid("校验结果").rows[2:]}


def test_mend_lists_what_it_would_do_and_does_it(untidy: Path, tmp_path: Path) -> None:
    out = tmp_path / "改.xlsx"
    dry = run("mend", untidy, "--dry-run")
    assert (dry.returncode, out.exists()) == (0, False)
    assert "C4  “１００” → “100.00”  FUND-03" in dry.stdout
    done = run("mend", untidy, "--out", out)
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == dry.stdout.splitlines()[1:]
    assert "FUND-03" not in run("check", out, "--verbose").stdout


def test_mend_of_what_is_tidy_makes_no_file(good: Path, tmp_path: Path) -> None:
    said = "“总表.xlsx”里没有可以自动修改的地方"
    dry, done = run("mend", good, "--dry-run"), run("mend", good, "--out", tmp_path / "改.xlsx")
    assert (dry.returncode, dry.stdout) == (0, f"{said}。其余问题请按校验的建议修改。\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"✘ {said}，没有生成文件。其余问题请按校验的建议修改。\n"
    assert not (tmp_path / "改.xlsx").exists()


def test_mend_wants_to_know_where(untidy: Path) -> None:
    ended = run("mend", untidy)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("✘ 没有写改好的总表放在哪里。")


def test_a_project_is_added(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "加.xlsx"
    words = ("--name", "农村桥梁养护", "--code", "13020525P00008610015X", "--budget", "30")
    ended = run("add-project", good, "--out", out, *words)
    assert ended.returncode == 0
    assert ended.stdout.startswith("✔ 已加上第 2 个项目“农村桥梁养护”（工作表“2.农村桥梁养护”）")
    assert "perfxl check" in ended.stdout
    assert "✔ 与工作簿“汇总”表一致。" in run("rollup", out).stdout
    again = run("add-project", out, "--out", tmp_path / "又.xlsx", *words)
    assert (again.returncode, again.stdout) == (2, "")
    taken = "项目编码“13020525P00008610015X”已经是第 2 个项目“农村桥梁养护”的"
    assert again.stderr == f"✘ {taken}，没有增加项目。请核对，每个项目用自己的项目编码。\n"


def test_rollup_adds_up_workbooks(good: Path, bad: Path, tmp_path: Path) -> None:
    ended = run("rollup", good, bad, "--json", "--xlsx", tmp_path / "汇总.xlsx")
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["total"]["budget"] == "200.00"
    assert open_book(tmp_path / "汇总.xlsx").sheets() == ("汇总",)


def test_rollup_prints_a_table(good: Path) -> None:
    ended = run("rollup", good)
    assert ended.returncode == 0
    assert "✔ 与工作簿“汇总”表一致。" in ended.stdout


def test_split_writes_one_table_a_project(good: Path, tmp_path: Path) -> None:
    ended = run("split", good, "--out", tmp_path / "申报表")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [path.name for path in (tmp_path / "申报表").iterdir()] == ["1.县乡公路日常养护绩效目标表.xlsx"]


def test_split_refuses_unusable_tables_unless_a_reason_is_given(bad: Path, tmp_path: Path) -> None:
    refused = run("split", bad, "--out", tmp_path / "申报表")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert not (tmp_path / "申报表").exists()
    forced = run("split", bad, "--out", tmp_path / "申报表", "--force", "财政数待批复")
    assert forced.returncode == 0
    assert "财政数待批复" in forced.stdout


def test_a_new_master_can_be_checked(tmp_path: Path) -> None:
    out = tmp_path / "新表.xlsx"
    unit = ("--unit-code", "430001", "--unit-name", "开平区交通运输局", "--year", "2025")
    assert run("new", *unit, "--out", out, "--projects", "2").returncode == 0
    ended = run("check", out, "--json")
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["projects"] == 2
    assert run("new", *unit, "--out", out).returncode == 2
    assert run("new", *unit, "--out", out, "--overwrite").returncode == 0


# --- import, demo


def test_import_gives_the_2025_document_as_json(tmp_path: Path) -> None:
    ended = run("import", SAMPLE, "--out", tmp_path / "总表.xlsx", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    taken = json.loads(ended.stdout)
    assert list(taken) == [
        "format", "layout", "projects", "indicators", "project_list", "indicator_list", "unplaced", "notes",
    ]  # fmt: skip
    assert taken["projects"] == len(taken["project_list"]) == 6
    assert taken["indicators"] == len(taken["indicator_list"])
    assert sorted(taken["project_list"][0]) == ["budget", "code", "name"]
    total = json.loads(run("rollup", tmp_path / "总表.xlsx", "--json").stdout)
    assert total["total"]["budget"] == "1273.31"
    assert total["departments"][0]["reconciled"] is True


def test_import_does_not_write_over_a_master_unasked(tmp_path: Path) -> None:
    out = tmp_path / "总表.xlsx"
    assert "6 个项目" in run("import", SAMPLE, "--out", out).stdout
    assert run("import", SAMPLE, "--out", out).returncode == 2
    assert run("import", SAMPLE, "--out", out, "--overwrite").returncode == 0


def test_demo_shows_the_headline_figures(tmp_path: Path) -> None:
    ended = run("demo", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "6 个项目" in ended.stdout
    assert "1273.31万元" in ended.stdout
    assert len(list((tmp_path / "演示" / "申报表").iterdir())) == 6


# --- being stopped


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_is_130_and_says_so(tmp_path: Path) -> None:
    pipe = tmp_path / "等.xlsx"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "perfxl", "check", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(2)  # until it waits for the pipe
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert (running.returncode, said.strip()) == (130, "已取消。")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = f"{sys.executable} -m perfxl rule | true"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
