"""Tasks must live in a module."""

from __future__ import annotations

from django_tasks import task
from django_tasks.base import TaskContext


@task(priority=5)
def double(number: int) -> int:
    return number * 2


@task(takes_context=True)
def attempt(context: TaskContext) -> int:
    return context.attempt


@task()
def stumble() -> None:
    raise ValueError("broken")
