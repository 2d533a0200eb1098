"""How much work a call is, told so that a busy machine does not change it; and calls that are not looked at."""

import sys
import time


def lines_run(function, *arguments, within="", **options):
    """How many lines of Python a call runs, in files of that name: work that is the same on every machine."""
    count = 0

    def line(_frame, _event, _value):
        nonlocal count
        count += 1

    def call(frame, event, value):
        if within not in frame.f_code.co_filename:
            return None
        line(frame, event, value)
        return line

    before = sys.gettrace()
    sys.settrace(call)
    try:
        function(*arguments, **options)
    finally:
        sys.settrace(before)
    return count


def processor_seconds(function, *arguments, **options):
    """Seconds that this process computes for a call, for work that runs few lines of Python: in expressions, say."""
    begun = time.process_time()
    function(*arguments, **options)
    return time.process_time() - begun


def untraced(function, *arguments):
    """What a call gives, made without the trace that measures coverage: it doubles the time of packages too."""
    before = sys.gettrace()
    sys.settrace(None)
    try:
        return function(*arguments)
    finally:
        sys.settrace(before)
