"""Tell in one line which system packages Qt still needs here, instead of letting Qt abort the test run.

Run as ``python tests/system_libraries.py offscreen`` before tests without a screen, and with ``window`` before tests
that drive real windows under Xvfb. Exits 0 when all is there, 1 after that line. Only Linux is looked at: elsewhere Qt
brings everything along.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

# What ldd reports as missing, and the Debian package that has it.
PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Programs that only real windows need: a screen, its key, and a window manager, without which no window gets the focus.
PACKAGE_OF_PROGRAM = {"Xvfb": "xvfb", "openbox": "openbox", "xauth": "xauth", "xvfb-run": "xvfb"}

# How many of the missing things the line names; the packages it names are always all of them.
SHOWN = 4

PLUGIN_OF = {"offscreen": "libqoffscreen.so", "window": "libqxcb.so"}
LIBRARIES = ("Core", "DBus", "Gui", "PrintSupport", "Svg", "Test", "Widgets")


def missing_libraries(kind: str) -> list[str]:
    """Return the shared libraries that the loader would not find, by name, for ``offscreen`` or ``window``."""
    spec = importlib.util.find_spec("PySide6")
    ldd = shutil.which("ldd")
    if not sys.platform.startswith("linux") or ldd is None or spec is None or not spec.submodule_search_locations:
        return []
    qt = Path(spec.submodule_search_locations[0]) / "Qt"
    files = [qt / "lib" / f"libQt6{name}.so.6" for name in LIBRARIES] + [qt / "plugins/platforms" / PLUGIN_OF[kind]]
    found = subprocess.run(
        [ldd, *(str(file) for file in files if file.exists())], capture_output=True, text=True, check=False
    )
    return sorted({line.split()[0] for line in found.stdout.splitlines() if line.endswith("=> not found")})


def missing_programs(kind: str) -> list[str]:
    """Return the programs that are not on the path, for ``window``; offscreen tests need none."""
    return [name for name in sorted(PACKAGE_OF_PROGRAM) if kind == "window" and shutil.which(name) is None]


def complaint(kind: str) -> str:
    """Return the one line to show, empty when nothing is missing."""
    libraries, programs = missing_libraries(kind), missing_programs(kind)
    if not libraries and not programs:
        return ""
    packages = {PACKAGE_OF.get(name, name) for name in libraries} | {PACKAGE_OF_PROGRAM[name] for name in programs}
    named = [*programs, *libraries]
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return (
        f"make {'test-window' if kind == 'window' else 'test'}: missing here: {', '.join(named[:SHOWN])}{more}. "
        f"On Debian or Ubuntu: apt install {' '.join(sorted(packages))}"
    )


def main(arguments: list[str]) -> int:
    """Check the kind named by the one argument and return the exit code."""
    if len(arguments) != 1 or arguments[0] not in PLUGIN_OF:
        sys.stderr.write(f"usage: system_libraries.py {'|'.join(PLUGIN_OF)}\n")
        return 2
    line = complaint(arguments[0])
    if line:
        sys.stderr.write(line + "\n")
    return 1 if line else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
