package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.Memory;
import parfocal.time.Pace;

/// Real programs: shell scripts.
@DisabledOnOs(OS.WINDOWS)
final class HooksTest {
    private static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");

    @TempDir Path folder = Path.of("");

    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private final Events.Watch watch = hub.events().watch();

    private Hooks hooks(Duration limit) {
        return new Hooks(folder, limit, hub);
    }

    private void script(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> said(int sentences) throws Exception {
        var said = new ArrayList<String>();
        while (said.size() < sentences) {
            HubEvent event = watch.next(Duration.ofSeconds(20)).orElseThrow();
            if (event instanceof HubEvent.Said(_, _, String about, String sentence)) {
                said.add(about + ": " + sentence);
            }
        }
        return said;
    }

    private static Occasion done() {
        return new Occasion("autofocus-done", EVENING)
                .put("focuser", "main")
                .put("positionSteps", 4_570)
                .put("hfrPixels", OptionalDouble.of(2.3456))
                .put("sigmaSteps", OptionalDouble.empty())
                .put("filter", Optional.of("Hα"));
    }

    @Test
    void aHookIsGivenTheFactsTwiceAndWhatItPrintsGoesIntoTheLog() throws Exception {
        script(
                "autofocus-done.sh",
                """
                echo "$PARFOCAL_EVENT $PARFOCAL_FOCUSER $PARFOCAL_POSITION_STEPS $PARFOCAL_HFR_PIXELS [$PARFOCAL_SIGMA_STEPS] $PARFOCAL_FILTER"
                cat
                """);

        hooks(Duration.ofSeconds(20)).run(done());

        assertThat(said(2))
                .containsExactly(
                        "hook autofocus-done.sh: autofocus-done main 4570 2.346 [] Hα",
                        "hook autofocus-done.sh: {\"event\":\"autofocus-done\",\"at\":\"2026-11-21T18:00:00Z\","
                                + "\"focuser\":\"main\",\"positionSteps\":4570,\"hfrPixels\":2.3456,\"sigmaSteps\":null,\"filter\":\"Hα\"}");
    }

    @Test
    void onlyExecutableFilesOfThatNameAreRun() throws Exception {
        script("autofocus-done", "");
        script("autofocus-done-2.py", "");
        script("autofocus-refused", "");
        script("autofocus-done-not-this", "");
        Files.writeString(folder.resolve("autofocus-done.txt"), "notes");

        assertThat(hooks(Duration.ofSeconds(20)).programs("autofocus-done"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("autofocus-done", "autofocus-done-2.py");
    }

    @Test
    void aHookThatHangsIsEnded() throws Exception {
        script("autofocus-done", "sleep 600");

        hooks(Duration.ofMillis(400)).run(done());

        assertThat(said(1))
                .containsExactly("hook autofocus-done: was ended: it ran longer than 0 s.");
    }

    @Test
    void aHookThatFailsAndOneThatReadsNothingAreNoTrouble() throws Exception {
        script("autofocus-done", "exit 3");

        hooks(Duration.ofSeconds(20)).run(done().put("long", "x".repeat(100_000)));

        assertThat(said(1)).containsExactly("hook autofocus-done: ended with exit status 3.");
    }
}
