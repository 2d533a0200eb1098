"""How much work a call is, told so that a busy machine does not change it."""

import sys
import time


def lines_run(function, *arguments, within="", **options):
    """How many lines of Python a call runs, in files of that name: work that is the same on every machine."""
    count = 0

    def line(frame, *_):
        nonlocal count
        if within not in frame.f_code.co_filename:
            return None
        count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
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
