"""Answers for a contestant in Python: requests on stdin, one line of JSON each, and answers on stdout.

    {"ask": "start", "sizes": {cell, T, H, B, I, O}, "floats": {name: count}}   and then the arrays' bytes
    {"ask": "step"}              -> {"ms", "outcome": {"loss", "hidden": [T], "cell": [T] or null}}
    {"ask": "burst", "ms": ms}   -> {"times": [ms]}
    {"ask": "close"}
"""

import json
import sys
import time


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def timed(step):
    start = time.perf_counter()
    loss, hidden, cell = step()
    return (time.perf_counter() - start) * 1000, loss, hidden, cell


def burst(step, milliseconds):
    times, end = [], time.perf_counter() + milliseconds / 1000
    while not times or time.perf_counter() < end:
        times.append(timed(step)[0])
    return times


def serve(version, start):
    """Serves until stdin ends. start(sizes, arrays) gets bytearrays of float32 by name and returns step(), which
    trains once and returns the loss before and the norms of dL/dh_t and dL/dc_t (None for the RNN), as numbers."""
    say({"version": version})
    requests, step = sys.stdin.buffer, None
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        if request["ask"] == "start":
            arrays = {name: bytearray(requests.read(4 * count)) for name, count in request["floats"].items()}
            step = start(request["sizes"], arrays)
            say({})
        elif request["ask"] == "step":
            ms, loss, hidden, cell = timed(step)
            say({"ms": ms, "outcome": {"loss": loss, "hidden": hidden, "cell": cell}})
        elif request["ask"] == "burst":
            say({"times": burst(step, request["ms"])})
        else:
            step = None
            say({})
