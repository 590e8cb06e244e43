package parfocal.cli;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.link.Holder;

/// Whether the computer's clock can be trusted. The kernel's own answer needs a native call; this looks for those who keep
/// the clock, and says where it looked.
final class ClockFindings {
    private static final String SUBJECT = "clock";
    // The doctor was written then: no clock is right that says less. Small computers without a
    // battery wake up in the past.
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private ClockFindings() {}

    static Finding of(Surroundings here) {
        Instant now = here.pace().now();
        if (now.isBefore(WRITTEN)) {
            return Finding.trouble(
                    SUBJECT,
                    "It says %s, which is before this program was written. Files and frames of this night would carry that date. Set it."
                            .formatted(now.toString().substring(0, 10)),
                    "sudo timedatectl set-ntp true");
        }
        return here.isLinux() ? linux(here) : notChecked(here);
    }

    private static Finding linux(Surroundings here) {
        if (Files.exists(here.root().resolve("run/systemd/timesync/synchronized"))) {
            return Finding.ok(
                    SUBJECT, "systemd-timesyncd has set it by a time server since the start.");
        }
        Optional<String> told =
                here.asked()
                        .apply(
                                List.of(
                                        "timedatectl",
                                        "show",
                                        "--property=NTPSynchronized",
                                        "--value"));
        if (told.filter("yes"::equals).isPresent()) {
            return Finding.ok(SUBJECT, "The kernel calls it synchronised (timedatectl).");
        }
        for (String keeper : List.of("chronyd", "ntpd", "systemd-timesyn", "gpsd")) {
            List<Holder> running = here.servers().running(keeper);
            if (!running.isEmpty()) {
                return told.isPresent()
                        ? Finding.warning(
                                SUBJECT,
                                "%s runs and the clock is not synchronised yet (timedatectl). Is the network there?"
                                        .formatted(running.getFirst()))
                        : Finding.ok(
                                SUBJECT,
                                "%s runs; whether it has found the time was not checked."
                                        .formatted(running.getFirst()));
            }
        }
        return told.isPresent()
                ? Finding.warning(
                        SUBJECT,
                        "It is not synchronised (timedatectl), and nothing that would do it was found. Dates of frames and logs may be off.",
                        "sudo timedatectl set-ntp true")
                : Finding.warning(
                        SUBJECT,
                        "Nothing that keeps it right was found: timedatectl does not answer, and no timesyncd, chronyd, ntpd or gpsd runs."
                                + " In a container the host may keep it. Compare it with another clock.",
                        "date --utc");
    }

    private static Finding notChecked(Surroundings here) {
        boolean mac = here.system().toLowerCase(Locale.ROOT).startsWith("mac");
        return Finding.ok(
                SUBJECT,
                "It says %s; whether it is synchronised is not checked on this system (%s tells)."
                        .formatted(
                                here.pace().now().toString().substring(0, 16) + "Z",
                                mac ? "`sntp time.apple.com`" : "`w32tm /query /status`"));
    }
}
