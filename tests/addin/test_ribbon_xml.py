"""The ribbon: what staff read and press, and that each button leads to a sub of VBA and to a command of Python."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree

from perfxl.addin.build import own_modules, ribbon
from perfxl.ribbon import COMMANDS
from tests.addin._stub import buttons

NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
GROUPS = {
    "填报": ["新建项目", "从指标库选用"],
    "校验": ["校验全部", "校验本表", "下一个问题", "清除标记", "忽略此项", "一键修复", "撤销上一步"],
    "汇总": ["更新汇总"],
    "导出": ["拆分导出"],
    "帮助": ["示例", "帮助", "自检"],
}
# what Office wants of each callback, by its attribute
SIGNATURES = {
    "onLoad": "(ribbon As IRibbonUI)",
    "onAction": "(control As IRibbonControl)",
    "getEnabled": "(control As IRibbonControl, ByRef returnedVal As Variant)",
}
# listed in Microsoft's own table of control names for Microsoft 365
IMAGES = {
    *("SheetInsert", "FindDialogExcel", "ErrorChecking", "DataValidationCircleInvalid", "ReviewNextComment"),
    *("DataValidationClearValidationCircles", "ReviewDeleteComment", "AutoCorrect", "Undo", "Consolidate"),
    *("XmlExport", "FileNewDefault", "Help", "FileDocumentInspect"),
}


def callbacks() -> set[tuple[str, str]]:
    return {
        (name, str(attributes[name]))
        for attributes in (one.attrib for one in etree.fromstring(ribbon()).iter())
        for name in map(str, attributes)
        if re.match("on[A-Z]|get[A-Z]", name)
    }


def test_the_groups_and_the_buttons_stand_in_order() -> None:
    groups = etree.fromstring(ribbon()).iter(f"{NAMESPACE}group")
    assert {one.get("label"): [button.get("label") for button in one] for one in groups} == GROUPS


def test_each_callback_is_a_sub_with_the_signature_that_office_calls_and_no_sub_waits_in_vain() -> None:
    text = "".join(one.source for one in own_modules())
    subs = dict(re.findall(r"^Public Sub (\w+)(\(.*IRibbon.*\))", text, re.MULTILINE))
    assert subs == {name: SIGNATURES[kind] for kind, name in callbacks()}


def test_each_button_runs_the_command_of_its_name_and_of_no_other() -> None:
    text = "".join(one.source for one in own_modules())
    for name, button in buttons().items():
        sub = re.search(rf"^Public Sub {button['onAction']}\([^)]*\)\r\n(.*?)^End Sub", text, re.MULTILINE | re.DOTALL)
        assert sub
        assert sub[1].strip() == f'PerfxlRun "{name}"'
        assert button["onAction"] == "Perfxl" + name.title().replace("_", "")


def test_the_buttons_are_the_commands_of_python_and_say_what_those_say() -> None:
    commands = {name: (one.label, (one.do.__doc__ or "").strip()) for name, one in COMMANDS.items()}
    assert {name: (button["label"], button["supertip"]) for name, button in buttons().items()} == commands


def test_each_button_says_what_it_does_in_one_sentence_under_a_picture_of_its_own() -> None:
    for button in buttons().values():
        assert button["screentip"] == button["label"]
        assert re.fullmatch(r"[^。]{8,80}。", button["supertip"])
        assert button["imageMso"] in IMAGES
    assert len({button["imageMso"] for button in buttons().values()}) == len(buttons())


def test_no_keytip_begins_another() -> None:
    keys = [button["keytip"] for button in buttons().values()]
    assert all(re.fullmatch("[A-Z]{1,3}", key) for key in keys)
    assert not [pair for pair in permutations(keys, 2) if pair[1].startswith(pair[0])]


def test_what_needs_no_master_is_help_and_what_makes_one() -> None:
    assert {button["tag"] for button in buttons().values()} == {"any", "master"}
    assert {name for name, button in buttons().items() if button["tag"] == "any"} == {"demo", "help", "doctor"}


@pytest.mark.sdk
def test_microsofts_validator_reads_the_ribbon_too(
    addin: Path, tmp_path: Path, sdk_errors: Callable[[Path], list[str]]
) -> None:
    spoilt = tmp_path / "spoilt.xlam"
    with zipfile.ZipFile(addin) as parts, zipfile.ZipFile(spoilt, "w") as copy:
        for name in parts.namelist():
            copy.writestr(name, parts.read(name).replace(b' size="large"', b' size="huge"'))
    assert any("customUI14" in line for line in sdk_errors(spoilt))
