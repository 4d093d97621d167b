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


def main() -> int:
    """Run the command and return its exit code. One that has nothing to do is answered before its words are parsed."""
    replay = None
    if sys.argv[1:2] in (["build"], ["check"]):
        from builder.cache.quick import replayed  # noqa: PLC0415  # after `leave_folder`, and only for what it knows

        replay = replayed(sys.argv[1:])
    if replay is None:
        from builder.cli import main as run  # noqa: PLC0415  # slow to import

        return run()
    try:
        for stream, text in replay.said:
            told = sys.stdout if stream == 1 else sys.stderr
            told.buffer.write(f"{text}\n".encode(told.encoding, "backslashreplace"))
            told.flush()
    except BrokenPipeError:  # whoever reads has gone, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return replay.code


if __name__ == "__main__":
    leave_folder()
    sys.exit(main())
