"""Measuring in a new process, which leaves nothing behind."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def apart(measure: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """What a function gives in a process of its own; raises BrokenProcessPool if that dies."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *arguments, **options).result()
