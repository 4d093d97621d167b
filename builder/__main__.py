"""`python -m builder`: the `teachback` command, without the modules of whatever folder it is called in."""

import os
import sys


def leave_folder() -> None:
    """Take the current folder, which `-m` puts first, out of the module path, unless this package lives there.

    Otherwise a `yaml.py` beside somebody's outline would be run.
    """
    package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib isn't imported yet, for that reason
    home = os.path.realpath(os.path.dirname(package))  # noqa: PTH120 - as above
    here = os.path.realpath(os.curdir)
    if here != home and not sys.flags.safe_path:
        sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry or os.curdir) != here]


if __name__ == "__main__":
    leave_folder()
    from builder.cli import main

    sys.exit(main())
