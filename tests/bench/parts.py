"""Where a desk's processor time goes, by part, measured from inside while it works.

Threads tell their own time exactly. The event loop's own is exact too, and shared out by samples: after
each two milliseconds of processor time the loop's thread is looked at, and what it used since the last look
is put down to the part it is at. A look costs some 20 microseconds.
"""

import asyncio
import json
import signal
import threading
import time
from collections import defaultdict
from types import FrameType

#: Seconds of the process's processor time between looks.
EVERY = 0.002
#: Part by file and function, the innermost frame that is named here; "" is any function of the file.
PARTS = {
    ("bot/delivery/receive.py", ""): "receive",
    ("bot/delivery/bot_api.py", ""): "receive",
    ("bot/delivery/lanes.py", ""): "handle",
    ("bot/app.py", "_take_turn"): "take",
    ("bot/app.py", "_read_mood"): "mood",
    ("bot/delivery/send.py", "_settle"): "lease and settle",
    ("bot/delivery/send.py", "_send_all"): "lease and settle",
    ("bot/delivery/send.py", "_as_it_stands"): "draw cards",
    ("bot/delivery/send.py", "_call"): "send",
    ("storage/writer.py", "_batch"): "commit",
    ("bot/delivery/clock.py", ""): "clock",
}
#: Threads by the beginning of their names; all else they do is waiting.
THREADS = {"line1": "think", "asyncio": "flush", "Thread": "commit"}
#: Whoever is innermost of these did it, whatever part it was for.
LAYERS = {
    "/sqlalchemy/": "database",
    "/aiosqlite/": "database",
    "/storage/": "database",
    "/aiogram/": "frameworks",
    "/telegram/": "frameworks",
    "/pydantic": "frameworks",
    "/aiohttp/": "HTTP",
    "/asyncio/": "event loop",
    "/bot/": "our own code",
    "/routing/": "our own code",
}


class Parts:
    """Counts CPU seconds by part and by layer from the moment it is made, in the loop's thread."""

    def __init__(self) -> None:
        self._parts: defaultdict[str, float] = defaultdict(float)
        self._layers: defaultdict[str, float] = defaultdict(float)
        self._before = time.thread_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._tell)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.thread_time()
        used, self._before = now - self._before, now
        self._parts[_part(frame)] += used
        self._layers[_layer(frame)] += used

    def _tell(self) -> None:
        parts = self._parts.copy()
        for thread in threading.enumerate():
            kind = THREADS.get(thread.name.split("_")[0].split("-")[0])
            if kind and thread.ident:
                parts[kind] += time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
        print(json.dumps({"parts": parts, "layers": self._layers}), flush=True)


def _part(frame: FrameType | None) -> str:
    while frame:
        file = "/".join(frame.f_code.co_filename.rsplit("/", 3)[-3:])
        for (ending, function), part in PARTS.items():
            if file.endswith(ending) and function in {"", frame.f_code.co_name}:
                return part
        frame = frame.f_back
    return "event loop and sockets"


def _layer(frame: FrameType | None) -> str:
    while frame:
        for words, layer in LAYERS.items():
            if words in frame.f_code.co_filename:
                return layer
        frame = frame.f_back
    return "else"
