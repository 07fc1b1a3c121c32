from __future__ import annotations

import threading

from dateline.capture.host_pool import HostPool


def drain(pool: HostPool[str, str], count: int) -> list[tuple[str, str]]:
    done: list[tuple[str, str]] = []
    while len(done) < count:
        done += pool.take(timeout_s=5)
    return done


def test_all_jobs_are_done_those_of_one_host_in_order() -> None:
    pool: HostPool[str, str] = HostPool(str.upper, workers=3)
    jobs = [f"{host}{n}" for n in range(5) for host in "abcd"]
    for job in jobs:
        pool.add(job[0], job)
    done = drain(pool, len(jobs))
    assert sorted(job for job, _ in done) == sorted(jobs)
    assert all(made == job.upper() for job, made in done)
    for host in "abcd":
        assert [job for job, _ in done if job[0] == host] == [f"{host}{n}" for n in range(5)]
    assert pool.hosts == []
    pool.close()


def test_no_host_is_called_twice_at_a_time_and_no_more_hosts_than_workers() -> None:
    lock = threading.Lock()
    busy: list[str] = []
    seen: list[list[str]] = []
    gate = threading.Barrier(2, timeout=5)

    def work(job: str) -> str:
        with lock:
            busy.append(job[0])
            seen.append(list(busy))
        gate.wait()
        with lock:
            busy.remove(job[0])
        return job

    pool: HostPool[str, str] = HostPool(work, workers=2)
    for n in range(3):
        for host in "ab":
            pool.add(host, f"{host}{n}")
    drain(pool, 6)
    assert all(len(set(hosts)) == len(hosts) <= 2 for hosts in seen)
    pool.close()


def test_a_slow_host_does_not_hold_the_others_up() -> None:
    free = threading.Event()
    pool: HostPool[str, str] = HostPool(lambda job: job if job != "slow" else str(free.wait(5)), workers=2)
    pool.add("a", "slow")
    for n in range(20):
        pool.add("b", f"b{n}")
    assert [job for job, _ in drain(pool, 20)] == [f"b{n}" for n in range(20)]
    assert pool.hosts == ["a"]
    free.set()
    assert drain(pool, 1) == [("slow", "True")]
    pool.close()


def test_what_has_not_begun_never_does_after_the_end() -> None:
    free = threading.Event()
    begun: list[str] = []

    def work(job: str) -> str:
        begun.append(job)
        free.wait(5)
        return job

    pool: HostPool[str, str] = HostPool(work, workers=1)
    pool.add("a", "first")
    pool.add("a", "second")
    pool.close()
    free.set()
    assert drain(pool, 1) == [("first", "first")]
    assert begun == ["first"]
