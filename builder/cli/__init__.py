"""The `teachback` command: arguments -> calls -> exit code. The only place that prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from builder.cli.said import FAULTS, INTERRUPTED, USAGE, Stop, Transcript, complain, internal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Nothing is raised, and no traceback is shown without `--debug`."""
    from builder.process import harden  # noqa: PLC0415  # only here

    harden()
    Transcript.words, Transcript.said = tuple(sys.argv[1:] if arguments is None else arguments), []
    try:
        return _run(arguments)
    except Stop as stop:
        from builder.diagnostics import printable  # noqa: PLC0415  # only after a fault

        complain(f"error: {printable(str(stop))}")
        return stop.code
    except KeyboardInterrupt:
        complain("\nstopped")
        return INTERRUPTED
    except BrokenPipeError:
        return _silenced()
    except Exception as fault:
        internal(fault)
        complain("outputs of earlier builds are untouched; please report this with what `--debug` shows")
        return USAGE


def _run(arguments: Sequence[str] | None) -> int:
    from builder.cli.asked import plain  # noqa: PLC0415  # a fault in it is reported as any other

    asked = plain(Transcript.words)
    if asked is None:
        from builder.cli.commands import run  # noqa: PLC0415  # click is slow to import

        return run(arguments)
    from builder.cli.run import build, check  # noqa: PLC0415  # only here

    return build(asked) if Transcript.words[0] == "build" else check(asked)


def _silenced() -> int:
    """Leave quietly when whoever reads the output has gone, such as `head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAULTS
