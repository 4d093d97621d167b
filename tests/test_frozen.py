"""Our frozen dataclasses do what the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import Any, ClassVar

import pytest

from builder.frozen import dataclass, replace


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
