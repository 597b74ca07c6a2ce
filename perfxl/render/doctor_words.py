"""The check-up of a desk as text to copy to who can help, and as JSON."""

from __future__ import annotations

import json

from perfxl.app.doctor import DoctorReport, Level
from perfxl.render.json import FORMAT
from perfxl.render.words import one_line

_MARKS = {Level.OK: "✔", Level.WARN: "!", Level.BAD: "✘", Level.NONE: "·"}


def doctor_words(report: DoctorReport) -> str:
    """List the checks, under each what to do, and say at the end whether anything is in the way."""
    lines = ["perfxl 自检"]
    for check in report.checks:
        lines.append(f"  {_MARKS[check.level]} {check.name}：{one_line(check.found)}")
        if check.advice:
            lines.append(f"      怎么办：{check.advice}")
    bad = sum(check.level is Level.BAD for check in report.checks)
    verdict = f"✘ {bad} 处要处理，请照“怎么办”做；解决不了，把以上文字复制给维护人。" if bad else "✔ 没有发现问题。"
    return "\n".join([*lines, verdict])


def doctor_json(report: DoctorReport) -> str:
    """Give every check."""
    checks = [
        {"key": one.key, "name": one.name, "level": one.level.value, "found": one.found, "advice": one.advice}
        for one in report.checks
    ]
    return json.dumps({"format": FORMAT, "healthy": report.healthy, "checks": checks}, ensure_ascii=False, indent=2)
