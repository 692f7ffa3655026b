"""Django's task API over the leased table: code is written to `django_tasks` and survives a killed worker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from zhifa.apps.outbox.models import Job, State

STATUS = {
    State.READY: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.DEAD: TaskResultStatus.FAILED,
}


class LeaseBackend(BaseTaskBackend):
    """A job is enqueued in the caller's transaction."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Store the job; it runs at least once, with `task.run_after` read as house time."""
        self.validate_task(task)
        job = Job.objects.create(
            kind="task",
            name=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            arguments=normalize_json({"args": list(args), "kwargs": dict(kwargs)}),
            due=task.run_after,
        )
        return self.result_of(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Raises TaskResultDoesNotExist."""
        try:
            job = Job.objects.get(pk=UUID(result_id), kind="task")
        except (ValueError, Job.DoesNotExist) as missing:
            raise TaskResultDoesNotExist(result_id) from missing
        return self.result_of(job, import_string(job.name))

    def result_of(self, job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
        """The row as the API's result."""
        result: TaskResult[Any] = TaskResult(
            task=task,
            id=str(job.pk),
            status=STATUS[State(job.state)],
            enqueued_at=job.enqueued_at,
            started_at=job.started_at,
            last_attempted_at=job.started_at,
            finished_at=job.finished_at,
            args=job.arguments["args"],
            kwargs=job.arguments["kwargs"],
            backend=self.alias,
            errors=[TaskError(exception_class_path=e["exception"], traceback=e["traceback"]) for e in job.errors],
            worker_ids=list(job.workers),
        )
        object.__setattr__(result, "_return_value", job.result)
        return result
