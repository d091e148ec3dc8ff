"""``python -m acs_emulator`` runs the program, with the same arguments."""

import subprocess
import sys

from .binary import find_binary


def main() -> int:
    """Run the program until it ends, and return its exit code."""
    with subprocess.Popen([find_binary(), *sys.argv[1:]]) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                # The terminal tells the program as well, which ends in its own time.
                continue


if __name__ == "__main__":
    sys.exit(main())
