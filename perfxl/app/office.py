r"""Excel and WPS as the registry tells of them: which kind, how many bits, what is set against macros and add-ins.

The places, as Microsoft documents them: App Paths; ClickToRun\Configuration (Platform, VersionToReport); InstallRoot
of Windows Installer; policies under Software\Policies (the cloud's too), a person's own settings under Software.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from perfxl.app.windows import Registry

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_WPS = r"Kingsoft\Office\6.0\Common"
_BITS = {"x64": 64, "x86": 32}
_VERSIONS = ("16.0", "15.0")  # 2016 and later, 2013


class Kind(StrEnum):
    """How Excel came onto the computer."""

    CLICK_TO_RUN = "click-to-run"
    INSTALLER = "msi"
    STORE = "store"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A setting of Office against macros or add-ins; `managed` when an administrator made it."""

    name: str
    managed: bool


@dataclass(frozen=True, slots=True)
class Office:
    """What is on the computer; bits None where nobody says, `wps` where WPS lies, "" without it."""

    kind: Kind
    version: str
    bits: int | None
    path: str
    wps: str
    obstacles: tuple[Obstacle, ...]
    addin_disabled: bool


_OBSTACLES = {  # where under Office\16.0, value name: what in it is an obstacle
    ("Common", "vbaoff"): (1,),
    (r"Common\Security", "requirealwaysonmacrosig"): (1,),
    (r"Excel\Security", "disablealladdins"): (1,),
    (r"Excel\Security", "requireaddinsig"): (1,),
    (r"Excel\Security", "vbawarnings"): (3, 4),  # signed ones only, none
    (r"Excel\Security", "blockcontentexecutionfrominternet"): (1,),
    (r"Excel\Security\Trusted Locations", "alllocationsdisabled"): (1,),
}


def office(registry: Registry, path: str = "", version: str = "") -> Office:
    """Read what is installed; `path` and `version` are those of the Excel that runs, where one does."""
    path = path or _program(registry, "excel.exe")
    click_to_run = registry(_CLICK_TO_RUN)
    roots = _install_roots(registry)
    kind = _kind(path, click_to_run=bool(click_to_run.get("platform")), installer=bool(roots))
    told = {Kind.CLICK_TO_RUN: str(click_to_run.get("versiontoreport", "")), Kind.INSTALLER: next(iter(roots), "")}
    bits = _BITS.get(str(click_to_run.get("platform", "")).lower()) if kind is Kind.CLICK_TO_RUN else None
    if kind is Kind.INSTALLER:
        bits = next(iter(roots.values()), None)
    version = version or told.get(kind, "")
    major = version if version in _VERSIONS else _VERSIONS[0]
    return Office(
        kind=kind,
        version=version,
        bits=bits,
        path=path,
        wps=_wps(registry),
        obstacles=tuple(_obstacles(registry, major)),
        addin_disabled=_addin_disabled(registry, major),
    )


def _kind(path: str, *, click_to_run: bool, installer: bool) -> Kind:
    where = path.lower()
    if "\\windowsapps\\" in where:
        return Kind.STORE
    if "\\root\\office" in where or (path and click_to_run and not installer):
        return Kind.CLICK_TO_RUN
    return Kind.INSTALLER if path or installer else Kind.NONE


def _program(registry: Registry, name: str) -> str:
    found = (registry(rf"{hive}\{_APP_PATHS}\{name}").get("") for hive in ("HKLM", "HKCU"))
    return next((str(path).strip('"') for path in found if path), "")


def _install_roots(registry: Registry) -> dict[str, int]:
    """Give the versions that Windows Installer put here, each with its bits."""
    places = (("Microsoft", 64), (r"WOW6432Node\Microsoft", 32))
    return {
        version: bits
        for version in _VERSIONS
        for place, bits in places
        if registry(rf"HKLM\SOFTWARE\{place}\Office\{version}\Excel\InstallRoot").get("path")
    }


def _wps(registry: Registry) -> str:
    places = (r"HKCU\SOFTWARE", r"HKLM\SOFTWARE", r"HKLM\SOFTWARE\WOW6432Node")
    roots = (registry(rf"{place}\{_WPS}").get("installroot") for place in places)
    return next((str(root) for root in roots if root), _program(registry, "et.exe"))


def _obstacles(registry: Registry, version: str) -> Iterator[Obstacle]:
    managed = (
        rf"HKCU\Software\Policies\Microsoft\Office\{version}",
        rf"HKLM\Software\Policies\Microsoft\Office\{version}",
        r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0",
    )
    for (place, name), bad in _OBSTACLES.items():
        policies = [one for root in managed if (one := registry(rf"{root}\{place}").get(name)) is not None]
        own = registry(rf"HKCU\Software\Microsoft\Office\{version}\{place}").get(name)
        if any(one in bad for one in policies):
            yield Obstacle(name, managed=True)
        elif not policies and own in bad:  # a policy that allows it outweighs a person's own setting
            yield Obstacle(name, managed=False)


def _addin_disabled(registry: Registry, version: str) -> bool:
    """Tell whether Excel, after a crash, put the add-in on its list of disabled items."""
    items = registry(rf"HKCU\Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems")
    name = "perfxl.xlam".encode("utf-16-le")
    return any(isinstance(item, bytes) and name in item.lower() for item in items.values())
