"""PyYAML's patterns for its own reader are left alone until somebody uses them; then they work."""

from __future__ import annotations

import re
import subprocess
import sys

from builder.load.libyaml import yaml


def test_importing_it_compiles_no_pattern_of_its_own() -> None:
    asked = (
        "import re._compiler as c; made = []; real = c.compile\n"
        "c.compile = lambda *a: made.append(a[0]) or real(*a)\n"
        "from builder.load.libyaml import yaml; import re; re.purge(); re.compile('x'); print(len(made), made)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert "0-9_" not in said and "\\x85" not in said, said
    assert "'x'" in said


def test_its_own_reader_works_all_the_same() -> None:
    assert isinstance(re.compile("x"), re.Pattern)
    found = yaml.load("a: 2026-01-02\nb: [1.5, yes, ~, 0x1f]\n", Loader=yaml.SafeLoader)
    assert str(found) == "{'a': datetime.date(2026, 1, 2), 'b': [1.5, True, None, 31]}"
