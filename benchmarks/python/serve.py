"""Runs functions of a peer module when asked on standard input, one JSON request a line, and times each call."""

import importlib
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
module = importlib.import_module(sys.argv[1])
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

for line in sys.stdin:
    request = json.loads(line)
    function = getattr(module, request["call"])
    arguments = [] if request.get("argument") is None else [request["argument"]]
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        value = function(*arguments)
        answer = {"value": value if isinstance(value, (dict, list, float, int, str)) else None}
    except Exception as error:
        answer = {"value": None, "error": repr(error)}
    answer["wall"] = time.perf_counter() - wall
    answer["cpu"] = time.process_time() - cpu
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
