import os
from unittest import mock

import java
import lanes
import recordings
import threads
import tours
from repository import Mistake

from checkout import CHAPTER, LOG, LOG_TEXT, CheckoutTest


class RecordingsTest(CheckoutTest):
    def fails(self, words):
        with self.assertRaisesRegex(Mistake, words) as failure:
            recordings.all_tours()
        self.assertIn("./mq tour --check", str(failure.exception))

    def test_a_tour_has_its_recording(self):
        (tour,) = recordings.all_tours()

        self.assertEqual(f"{CHAPTER}/tours/one.md", tour.page)
        self.assertEqual(["main", "main", "Flusher_7"], [stop["thread"] for stop in tour.stops])

    def test_a_missing_recording_fails(self):
        (self.root / "chapters/target/tours/04-one.json").unlink()

        self.fails("04-one.json: the tour is not recorded")

    def test_a_line_that_moved_fails(self):
        self.write(LOG, LOG_TEXT.replace("class Log", "\nclass Log"))

        self.fails(f'{LOG} has changed since; stop 2 was "used \\+= bytes;"')

    def test_a_source_that_is_gone_fails(self):
        (self.root / LOG).unlink()

        self.fails("has changed since")

    def test_another_text_fails(self):
        file = self.root / CHAPTER / "tour.yaml"
        self.write(f"{CHAPTER}/tour.yaml", file.read_text().replace("Another", "A second"))

        self.fails("the stops have changed")

    def test_a_tour_that_was_not_as_it_says_fails(self):
        self.record(problems=["stop 2: a was 3"])

        self.fails("not as it says .stop 2: a was 3")

    def test_one_may_do_without(self):
        self.write(LOG, "class Log {}\n")

        with mock.patch.dict(os.environ, {recordings.WITHOUT: "1"}):
            self.assertEqual([], recordings.all_tours())

    def test_a_stop_comes_after_the_one_above_or_the_one_it_names(self):
        (tour,) = recordings.all_tours()

        self.assertEqual([0, 1, 2], [tour.before(number) for number in (1, 2, 3)])

    def test_two_tours_with_one_question_have_two_titles(self):
        file = self.root / CHAPTER / "tour.yaml"
        second = file.read_text().split("tours:\n")[1].replace("id: one", "id: the-other")
        self.write(f"{CHAPTER}/tour.yaml", file.read_text() + second)
        self.write("chapters/target/tours/04-the-other.json", self.recording())

        titles = [tour.title for tour in recordings.all_tours()]

        self.assertEqual(["Who writes? (one)", "Who writes? (the other)"], titles)


class TourPageTest(CheckoutTest):
    def setUp(self):
        super().setUp()
        (self.tour,) = recordings.all_tours()
        self.page = tours.markdown(self.tour, java.Classes(), threads.Threads())

    def test_it_asks_the_question_and_tells_how_to_run(self):
        self.assertTrue(self.page.startswith("# Who writes?\n"))
        self.assertIn("`./mq tour 4 one --attach`", self.page)

    def test_a_stop_shows_its_line_in_the_source(self):
        self.assertIn('linenums="13" hl_lines="1"', self.page)
        self.assertIn(f"](../../../{LOG}#__codelineno-0-13)", self.page)

    def test_a_stop_on_another_thread_says_so(self):
        self.assertIn("Thread `Flusher_7`, another one than at [stop 2](#stop-2)", self.page)
        self.assertIn("Thread `main`.\n", self.page)

    def test_frames_of_others_are_counted(self):
        self.assertIn("2 frames of java.lang", self.page)

    def test_values_may_hold_any_character(self):
        self.assertIn("<code>a &lt; b</code>", self.page)
        self.assertIn("<code>`x` | &quot;y&quot;</code>", self.page)

    def test_threads_are_explained_by_the_tables(self):
        self.assertIn("| `Flusher_7` | brings it to the disk ([threads of store](", self.page)

    def test_breakpoints_have_their_condition(self):
        self.assertIn("`used += bytes;`<br>only if `bytes` is `1` |", self.page)

    def test_what_the_demo_printed_comes_last(self):
        self.assertTrue(self.page.rstrip().endswith("```text\nwritten: <1>\n```"))


class LanesTest(CheckoutTest):
    def test_each_thread_has_a_lane_and_each_stop_a_dot(self):
        (tour,) = recordings.all_tours()

        html = lanes.html(tour)

        self.assertEqual(2, html.count('<span class="lane'))
        self.assertIn('href="#stop-3" aria-label="Stop 3, Log, thread Flusher_7"', html)
        self.assertIn("grid-area:2/3", html)
        self.assertEqual(1, html.count('<line class="stay"'))
        self.assertEqual(1, html.count('<line class="change"'))


class ThreadsTest(CheckoutTest):
    def test_a_number_matches_digits_only(self):
        self.assertIsNotNone(threads.Threads().get("Flusher_12"))
        self.assertIsNone(threads.Threads().get("Flusher_x"))

    def test_ranges_and_words(self):
        self.write("core/a/THREADS.md", "| `Selector_1..n`, or `Pool_<group>_<n>` | - | work |\n")

        for name in ["Selector_3", "Pool_readers_1"]:
            self.assertEqual("work", threads.Threads().get(name).purpose)
