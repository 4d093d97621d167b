"""Our frozen dataclasses do what the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import field
from typing import Any, ClassVar

import pytest

from builder.frozen import dataclass, fields, is_dataclass, replace


@dataclass(frozen=True, slots=True)
class Base:
    name: str
    kinds: ClassVar[int] = 3
    parts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    file: str
    line: int = 1

    @property
    def said(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Base):
    at: Place = Place("here")
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Hidden:
    shown: int
    secret: bytes = field(repr=False, default=b"")


def twin(cls: type) -> Any:
    """Make the same class by the standard library."""
    made = {"Place": {"order": True}, "Named": {"kw_only": True}}.get(cls.__name__, {})
    bases = tuple(twin(base) for base in cls.__bases__ if base is not object)
    own = {name: getattr(cls, name) for name in ("said",) if name in cls.__dict__}
    inherited = {f.name for base in bases for f in dataclasses.fields(base)}
    fields = [(f.name, f.type, f) for f in dataclasses.fields(cls) if f.name not in inherited]
    fresh = [(n, t, field(default=f.default, default_factory=f.default_factory, repr=f.repr)) for n, t, f in fields]
    return dataclasses.make_dataclass(cls.__name__, fresh, bases=bases, namespace=own, frozen=True, slots=True, **made)


INSTANCES = [
    (Base, ("a",), {}),
    (Base, ("a", [1]), {}),
    (Place, ("f", 3), {}),
    (Place, (), {"line": 2, "file": "f"}),
    (Named, ("n",), {"note": "x"}),
    (Nothing, (), {}),
    (Hidden, (1, b"s"), {}),
]


@pytest.mark.parametrize(("cls", "values", "named"), INSTANCES)
def test_instances_are_those_of_the_standard_library(cls: type, values: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = cls(*values, **named), twin(cls)(*values, **named)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours == cls(*values, **named)
    assert ours != theirs
    assert cls.__match_args__ == type(theirs).__match_args__  # type: ignore[attr-defined]
    assert not hasattr(ours, "__dict__")
    assert copy.copy(ours) == ours
    assert copy.deepcopy(ours) == ours
    assert pickle.loads(pickle.dumps(ours)) == ours
    for name in (f.name for f in dataclasses.fields(ours)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(ours, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(ours, name)
        assert getattr(dataclasses.replace(ours, **{name: "new"}), name) == "new"
        assert replace(ours, **{name: "new"}) == dataclasses.replace(ours, **{name: "new"}) != ours
    assert replace(ours) == ours
    assert replace(ours) is not ours
    with pytest.raises(TypeError):
        replace(ours, other=1)
    assert repr(replace(theirs)) == repr(theirs)


@dataclass(frozen=True, slots=True)
class Partly:
    name: str
    parts: dict[str, int] = field(hash=False)
    seen: list[int] = field(default_factory=list, compare=False)


def test_fields_may_be_left_out_of_equality_and_hash() -> None:
    assert Partly("a", {}, [1]) == Partly("a", {}, [2])
    assert Partly("a", {"x": 1}) != Partly("a", {})
    assert hash(Partly("a", {"x": 1}, [1])) == hash(Partly("a", {}, [2]))


def test_values_count_for_equality_order_and_hash() -> None:
    assert Place("a", 2) < Place("a", 10) < Place("b")
    assert sorted([Place("b"), Place("a", 2), Place("a")]) == [Place("a"), Place("a", 2), Place("b")]
    assert Place("a") <= Place("a") >= Place("a")
    assert {Place("a"): 1}[Place("a", 1)] == 1
    assert Place("a") != ("a", 1)
    with pytest.raises(TypeError):
        Base("a") < Base("b")  # type: ignore[operator]  # noqa: B015
    with pytest.raises(TypeError, match="unhashable"):
        hash(Base("a"))


def test_every_instance_has_its_own_default_list() -> None:
    assert Base("a").parts is not Base("b").parts


@pytest.mark.parametrize(("values", "named"), [((), {}), (("a", [], 1), {}), (("a",), {"other": 1})])
def test_wrong_arguments_are_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Base(*values, **named)


def test_keyword_only_fields_take_no_position() -> None:
    with pytest.raises(TypeError):
        Named("n", [], Place("x"))  # type: ignore[misc]


@dataclass(slots=True)
class Growing:
    name: str
    parts: list[int] = field(default_factory=list)
    left: int = 3

    def grow(self) -> None:
        self.parts.append(self.left)
        self.left -= 1


def test_classes_that_change_are_equal_by_value_and_have_no_hash() -> None:
    one = Growing("a")
    one.grow()
    assert (one, one.left, repr(one)) == (Growing("a", [3], 2), 2, "Growing(name='a', parts=[3], left=2)")
    assert Growing("a").parts == []
    assert replace(one, left=9) == Growing("a", [3], 9)
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]


@dataclass(eq=False, slots=True)
class Itself:
    name: str


@dataclass(frozen=True, slots=True)
class Folded:  # noqa: PLW1641
    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.name.casefold() == other.name.casefold()


@dataclass(frozen=True, slots=True)
class Counted:
    name: str

    def __hash__(self) -> int:
        return 7


def test_what_a_class_says_itself_stands() -> None:
    assert Itself("a") != Itself("a")
    assert len({Itself("a"), Itself("a")}) == 2
    assert Folded("A") == Folded("a")
    assert hash(Folded("a")) == hash(("a",))
    assert hash(Counted("a")) == 7


@dataclass(frozen=True, slots=True)
class Checked:
    low: int
    high: int = 9

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is higher")


@pytest.mark.parametrize("made", [0, 100])
def test_first_instances_and_later_ones_are_made_alike(made: int) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Later(Checked):
        parts: tuple[int, ...] = field(default_factory=tuple)
        note: str = field(default="", repr=False)

    for _ in range(made):
        Later(1, 2, parts=(3,))
    one = Later(1, note="n")
    assert (one.low, one.high, one.parts, one.note) == (1, 9, (), "n")
    assert repr(one).endswith("Later(low=1, high=9, parts=())")
    with pytest.raises(ValueError, match="low is higher"):
        Later(3, 2)
    for values, named in [((), {}), ((1, 2, (3,)), {}), ((1,), {"low": 1}), ((1,), {"other": 1})]:
        with pytest.raises(TypeError, match="__init__"):
            Later(*values, **named)  # type: ignore[arg-type]


def test_defaults_are_no_attributes_and_none_is_shared() -> None:
    with pytest.raises(ValueError, match="would share"):

        @dataclass(frozen=True, slots=True)
        class Shared:
            parts: list[int] = []  # noqa: RUF012


def test_what_only_the_standard_library_knows_is_left_to_it() -> None:
    with pytest.raises(TypeError, match="standard library"):

        @dataclass(frozen=True)
        class Open:
            name: str

    plain = dataclasses.make_dataclass("plain", ["name"])
    with pytest.raises(TypeError, match="standard library"):

        @dataclass(frozen=True, slots=True)
        class Below(plain):  # type: ignore[misc, valid-type]
            other: int = 1


def test_the_standard_library_may_build_on_ours() -> None:
    @dataclasses.dataclass(frozen=True)
    class Open(Base):
        more: int = 3

    assert dataclasses.asdict(Open("a", [1])) == {"name": "a", "parts": [1], "more": 3}
    assert dataclasses.is_dataclass(Base)
    assert Base.__dataclass_fields__ is Base.__dataclass_fields__, "they are made once"
    assert is_dataclass(Open)
    assert is_dataclass(Base)
    assert is_dataclass(Base("a"))
    assert not is_dataclass(int)
    assert [one.name for one in fields(Open)] == ["name", "parts", "more"]


def test_copies_of_classes_that_change_load_nothing() -> None:
    program = """
import sys
from builder.frozen import dataclass, replace

@dataclass(slots=True)
class State:
    size: float = 1.0
    name: str = "a"

one = State(2.0)
two = replace(one, name="b")
one.size = 3.0
print(two.size, two.name, "dataclasses" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2.0", "b", "False"]


def test_a_class_that_starts_by_itself_is_copied_by_itself() -> None:
    @dataclass(slots=True)
    class Doubled:
        size: int

        def __init__(self, size: int) -> None:
            self.size = 2 * size

    assert replace(Doubled(1), size=5).size == 10
