package parfocal.cli;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import parfocal.driver.LearnsFromStars.Subject;
import picocli.CommandLine.Option;

/// What is known of a lens before anything is learned of it.
final class LensNames {
    @Option(names = "--id", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
    private String id = "my-lens";

    @Option(names = "--maker", paramLabel = "TEXT", description = "Of the lens, for people.")
    private String maker = "";

    @Option(names = "--model", paramLabel = "TEXT", description = "Of the lens, for people.")
    private String model = "";

    @Option(
            names = "--range",
            paramLabel = "UNITS",
            description = "Presses of key 1 from stop to stop, if somebody has counted them.")
    private @Nullable Double rangeUnits;

    Subject subject() {
        return new Subject(
                id,
                maker,
                model,
                rangeUnits == null ? OptionalDouble.empty() : OptionalDouble.of(rangeUnits));
    }
}
