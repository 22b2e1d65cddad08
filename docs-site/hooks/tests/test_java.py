import java

from checkout import DEMO, LOG, CheckoutTest

NAME = "io.glassmq.chapters.ch04.Demo"
TWIN = "core/broker/src/main/java/io/glassmq/broker/Log.java"


class ClassesTest(CheckoutTest):
    def file(self, frame):
        return java.Classes().file_of_frame(frame, NAME)

    def test_a_class_is_found_by_its_full_name(self):
        self.assertEqual(DEMO, java.Classes().file(NAME))
        self.assertIsNone(java.Classes().file("io.glassmq.chapters.ch05.Demo"))

    def test_a_frame_is_found_by_its_outer_class(self):
        for frame in ["Log.append", "Log.Tail.room", "Log{…}.run", "Log.append{…}"]:
            self.assertEqual(LOG, self.file(frame))

    def test_of_two_classes_the_one_with_the_method_is_meant(self):
        self.write(TWIN, "class Log {\n  void rotate() {}\n\n  void grow() {}\n}\n")

        self.assertEqual(TWIN, self.file("Log.rotate"))
        self.assertIsNone(self.file("Log.grow"))

    def test_demos_of_other_chapters_are_not_meant(self):
        self.write("chapters/src/main/java/io/glassmq/chapters/ch05/Demo.java", "class Demo {}")

        self.assertEqual(DEMO, self.file("Demo.main"))


class MethodLineTest(CheckoutTest):
    def line(self, *body, method="act"):
        self.write(LOG, "\n".join(["class Log {", *body, "}"]))
        return java.method_line(LOG, method)

    def test_declarations(self):
        for line in [
            "  void act() {",
            "  public static <T extends A<B>> Map<T, B[]> act(",
            "  @Override public void act(int a) {",
            "    List<String> act() throws IOException {",
            "  int act();",
        ]:
            self.assertEqual(2, self.line(line), line)

    def test_a_constructor(self):
        for line in ["  Log(int size) {", "  public Log() {}"]:
            self.assertEqual(2, self.line(line, method="Log"), line)

    def test_calls_are_none(self):
        for line in ["    return act();", "    int a = act();", "    act();", "    new act();"]:
            self.assertIsNone(self.line(line), line)
