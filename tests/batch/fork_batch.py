"""Runs `ledgergen` in forked children of a process that has loaded everything: a start costs no seconds.

Reads one JSON command a line: {"start": {cwd, args, out, err, env}} answers with
the child's pid; {"poll": pid} with its exit code, or null while it runs.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any

import genai_prices  # noqa: F401 - loaded once for all children
import openai.types.chat  # noqa: F401 - as above

import ledgergen.cli.batch.engine
import ledgergen.cli.batch.session  # noqa: F401 - as above
from ledgergen.cli.app import run


def start(job: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.chdir(job["cwd"])
    for number, path in ((1, job["out"]), (2, job["err"])):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, number)
    os.environ.update(job["env"])
    if job["max_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["max_file"],) * 2)
    code = run(job["args"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def poll(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


for line in sys.stdin:
    command = json.loads(line)
    answer = start(command["start"]) if "start" in command else poll(command["poll"])
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
