"""Work for many hosts: one call at a time to each, several hosts side by side.

The threads are daemons: a run that is stopped does not wait for a host that is slow to answer.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Job = TypeVar("Job")
Made = TypeVar("Made")


class HostPool(Generic[Job, Made]):
    """Runs ``work`` on jobs. ``work`` does not raise: what went wrong is part of what it makes."""

    def __init__(self, work: Callable[[Job], Made], *, workers: int) -> None:
        self._work = work
        self._workers = workers
        self._threads = 0
        self._waiting: dict[str, deque[Job]] = {}
        self._busy: dict[str, None] = {}
        self._tasks: SimpleQueue[tuple[str, Job] | None] = SimpleQueue()
        self._made: SimpleQueue[tuple[str, Job, Made]] = SimpleQueue()

    def add(self, host: str, job: Job) -> None:
        """Take a job in; it begins when its host and a thread are free."""
        self._waiting.setdefault(host, deque()).append(job)
        self._begin()

    @property
    def hosts(self) -> list[str]:
        """Return the hosts that are called now, the longest waited for first."""
        return list(self._busy)

    def take(self, *, timeout_s: float) -> list[tuple[Job, Made]]:
        """Return what is done since the last call; wait up to ``timeout_s`` where nothing is."""
        done: list[tuple[Job, Made]] = []
        while self._busy:
            try:
                host, job, made = self._made.get(timeout=timeout_s) if not done else self._made.get_nowait()
            except Empty:
                break
            del self._busy[host]
            done.append((job, made))
        self._begin()
        return done

    def close(self) -> None:
        """Let the threads end once they are free; jobs that have not begun never do."""
        self._waiting.clear()
        for _ in range(self._threads):
            self._tasks.put(None)

    def _begin(self) -> None:
        """Hand out jobs of hosts that are not being called, hosts in turn."""
        for host in [h for h in self._waiting if h not in self._busy]:
            if len(self._busy) >= self._workers:
                return
            jobs = self._waiting.pop(host)
            job = jobs.popleft()
            if jobs:
                # Back at the end of the line.
                self._waiting[host] = jobs
            self._busy[host] = None
            self._tasks.put((host, job))
            if self._threads < len(self._busy):
                self._threads += 1
                threading.Thread(target=self._run, name=f"fetch-{self._threads}", daemon=True).start()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            host, job = task
            self._made.put((host, job, self._work(job)))
