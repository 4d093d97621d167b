"""`python -m builder`: the `teachback` command, without the modules of whatever folder it is called in."""

from __future__ import annotations

import atexit
import os
import sys

TYPE_CHECKING = False  # typing is not imported yet either
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn


def leave_folder() -> None:
    """Take the current folder, which `-m` puts first, out of the module path, unless this package lives there.

    Otherwise a `yaml.py` beside somebody's outline would be run.
    """
    package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib isn't imported yet, for that reason
    home = os.path.realpath(os.path.dirname(package))  # noqa: PTH120 - as above
    try:
        here = os.path.realpath(os.curdir)
    except FileNotFoundError:
        sys.exit("error: the folder that this was called in is gone")
    if here != home and not sys.flags.safe_path:
        sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry or os.curdir) != here]


def main() -> int:
    """Run the command and return its exit code. One that has nothing to do is answered before its words are parsed."""
    words = sys.argv[1:]
    if words in (["--help"], ["-h"]):
        from builder.overview import overview  # noqa: PLC0415  # after `leave_folder`, and only here

        if text := overview():
            return _said([(1, text)], 0)
    elif words[:1] in (["build"], ["check"]):
        from builder.cache.quick import replayed  # noqa: PLC0415  # as above, and only for what it knows

        if replay := replayed(words):
            return _said(replay.said, replay.code)
    from builder.process import collect_seldom  # noqa: PLC0415  # as above

    collect_seldom()  # before thousands of functions and classes are imported: there is nothing to find among them
    from builder.cli import main as run  # noqa: PLC0415  # slow to import

    return run()


def _said(said: Iterable[tuple[int, str]], code: int) -> int:
    """Print texts to standard output (1) and standard error (2); return the exit code."""
    try:
        for stream, text in said:
            told = sys.stdout if stream == 1 else sys.stderr
            if told is None:  # it was closed before
                continue
            told.buffer.write(f"{text}\n".encode(told.encoding, "backslashreplace"))
            told.flush()
    except BrokenPipeError:  # whoever reads has gone, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def command() -> NoReturn:
    """Run the command and end the process.

    It ends at once where nothing is left to be done: to take apart thousands of modules and objects one by one, as
    Python would, takes a tenth of a small build.
    """
    code = main()
    threads = sys.modules.get("threading")
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # one that was closed before is None
            stream.flush()
    except (OSError, ValueError):  # Python has its own words and exit code for that
        sys.exit(code)
    if threads is not None and threads.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()  # as multiprocessing ends its processes
    os._exit(code)


if __name__ == "__main__":
    leave_folder()
    command()
