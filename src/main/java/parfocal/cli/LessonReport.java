package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import parfocal.driver.LearnsFromStars.Knowing;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.report.Json;
import tools.jackson.databind.json.JsonMapper;

/// What came of learning a lens: the file for the driver, and words for people.
///
/// @param lens the lens itself, where it is a simulated one that knows the truth
/// @param file where the lens is written, where that was asked for
record LessonReport(Lesson lesson, Optional<Knowing> lens, Optional<Path> file) {

    /// @throws Refusal when the file cannot be written
    void write() throws Refusal {
        if (file.isPresent()) {
            try {
                Files.writeString(file.get(), lesson.file() + System.lineSeparator());
            } catch (IOException trouble) {
                throw Output.failed(file.get(), trouble);
            }
        }
    }

    void print(PrintWriter out, boolean json) {
        Optional<LensTruth> truth =
                lens.map(known -> LensTruth.of(known, JsonMapper.shared().readTree(lesson.file())));
        if (json) {
            out.println(
                    new Json()
                            .put("outcome", "learned")
                            .put("file", file.map(Path::toString).orElse(null))
                            .putList("words", lesson.words())
                            .putTree(
                                    "lens",
                                    JsonMapper.shared().readValue(lesson.file(), Object.class))
                            .put("truth", truth.map(LensTruth::describe)));
            return;
        }
        lesson.words().forEach(out::println);
        truth.map(LensTruth::sentence).ifPresent(out::println);
        if (file.isPresent()) {
            out.printf(
                    "Written to %1$s. Give it to the driver: address = \"gphoto2:usb:?lens=%1$s\".%n",
                    file.get().toAbsolutePath().normalize());
        } else {
            out.println("Not kept: --out FILE.json writes it to a file. It would say:");
            out.println(lesson.file());
        }
    }
}
