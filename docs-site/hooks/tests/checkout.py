"""A checkout of a few files, in place of ours."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import repository

CHAPTER = "chapters/04-commit-log"
LOG = "core/store/src/main/java/io/glassmq/store/Log.java"
LOG_TEXT = """\
package io.glassmq.store;

class Log {
  Log() {}

  void append() {
    // region lab04.2 append-record
    write(1);
    // endregion
  }

  private void write(int bytes) {
    used += bytes;
  }

  void grow(int by) {}

  void grow() {}
}
"""
DEMO = "chapters/src/main/java/io/glassmq/chapters/ch04/Demo.java"
DEMO_TEXT = """\
package io.glassmq.chapters.ch04;

class Demo {
  public static void main(String[] args) {
    new Log().append();
  }
}
"""
THREADS = """\
| thread | owner | why it exists | sleeps until |
| --- | --- | --- | --- |
| `Flusher_<n>` | `Log` | brings it to the disk | woken |
"""
RECORDING = "chapters/target/tours/04-one.json"
TOUR = """\
chapter: 4
tours:
  - id: one
    question: Who writes?
    demo: io.glassmq.chapters.ch04.Demo
    stops:
      - in: Demo
        says: The demo calls.
      - in: Log
        name: written
        when: {bytes: 1}
        says: The log
          writes.
      - in: Log
        after: written
        says: Another one looks.
"""


class CheckoutTest(unittest.TestCase):
    """A test that has the checkout, with one tour and its recording."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        patch = mock.patch.object(repository, "ROOT", self.root)
        patch.start()
        self.addCleanup(patch.stop)
        self.write(LOG, LOG_TEXT)
        self.write(DEMO, DEMO_TEXT)
        self.write("core/store/THREADS.md", THREADS)
        self.write(f"{CHAPTER}/tour.yaml", TOUR)
        self.record()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def record(self, **changed):
        """Writes the recording of the tour, with other values where `changed` has some."""
        seen = {
            "question": "Who writes?",
            "demo": "io.glassmq.chapters.ch04.Demo",
            "stops": [
                _stop(1, "Demo", "main", DEMO, 5, "new Log().append();", "main", "The demo calls."),
                _stop(2, "Log", "write", LOG, 13, "used += bytes;", "main", "The log writes."),
                _stop(3, "Log", None, LOG, 8, "write(1);", "Flusher_7", "Another one looks."),
            ],
            "output": ["written: <1>"],
            "problems": [],
        }
        self.write(RECORDING, json.dumps({**seen, **changed}))

    def recording(self):
        return (self.root / RECORDING).read_text(encoding="utf-8")


def _stop(number, name, method, file, line, text, thread, says):
    package = "io.glassmq.chapters.ch04" if name == "Demo" else "io.glassmq.store"
    return {
        "number": number,
        "place": {
            "className": f"{package}.{name}",
            "method": method,
            "file": file,
            "line": line,
            "text": text,
        },
        "thread": thread,
        "says": says,
        "stack": [
            {"where": f"{name}.{method}:{line}", "others": 0},
            {"where": "java.lang", "others": 2},
        ],
        "values": [{"expression": "a < b", "shown": "`x` | \"y\"", "expected": "…"}],
        "variables": {"this": name},
        "source": [{"number": line, "text": f"    {text}"}],
    }
