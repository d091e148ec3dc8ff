"""The place of the program that came with this package."""

import os
import shutil
import sys
import sysconfig

VARIABLE = "ACS_EMULATOR_BINARY"


def find_binary() -> str:
    """Return the path of the program.

    The environment variable ``ACS_EMULATOR_BINARY`` names another one.

    Raises:
        FileNotFoundError: there is none where installers put it, nor on ``PATH``.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return chosen
    name = "acs-emulator" + (sysconfig.get_config_var("EXE") or "")
    folders = [
        sysconfig.get_path("scripts"),
        # pip install --user
        sysconfig.get_path("scripts", scheme=sysconfig.get_preferred_scheme("user"))
        if sys.version_info >= (3, 10)
        else None,
        # pip install --target
        os.path.join(os.path.dirname(os.path.dirname(__file__)), "bin"),
    ]
    for folder in filter(None, folders):
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    found = shutil.which(name)
    if found:
        return found
    raise FileNotFoundError(
        f"{name} is not where this package was installed, nor on PATH; install the package again, "
        f"or name the program in {VARIABLE}"
    )
