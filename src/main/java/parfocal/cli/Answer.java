package parfocal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces;
import parfocal.device.Travel;
import parfocal.driver.DriverInfo;
import parfocal.driver.FocuserDriver;
import parfocal.link.Address;
import parfocal.link.WireLog;
import parfocal.report.Json;
import parfocal.time.Pace;

/// What a focuser said when it was asked who it is. It was left as it was found.
///
/// @param introduction empty for a driver whose devices tell no more than that they are there
record Answer(
        DriverInfo driver,
        String port,
        Optional<Introduces.Introduction> introduction,
        FocuserStatus status,
        Travel travel) {

    /// Connects, reads, and closes again.
    ///
    /// @param err told that somebody is being waited for, after a second
    /// @throws Refusal with the fault's own sentence
    static Answer of(FocuserDriver driver, String port, PrintWriter err) throws Refusal, Misuse {
        Address address;
        try {
            address = Address.parse(port);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
        CompletableFuture<Void> patience = askForPatience(driver, err);
        try (Focuser focuser = driver.connect(address, WireLog.none(), Pace.wall())) {
            Optional<Introduces.Introduction> introduction =
                    focuser instanceof Introduces introduces
                            ? Optional.of(introduces.introduction())
                            : Optional.empty();
            return new Answer(
                    driver.info(), port, introduction, focuser.status(), focuser.travel());
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        } finally {
            patience.cancel(false);
        }
    }

    private static CompletableFuture<Void> askForPatience(FocuserDriver driver, PrintWriter err) {
        return CompletableFuture.runAsync(
                () -> {
                    err.printf("Waiting for an answer of %s …%n", driver.info().displayName());
                    err.flush();
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    String text() {
        var text = new StringBuilder();
        text.append("%s answers on %s.%n".formatted(model(), port));
        firmware().ifPresent(version -> text.append("  firmware     %s%n".formatted(version)));
        text.append(
                "  position     %d of %d to %d%s%n"
                        .formatted(
                                status.positionSteps(),
                                travel.minimumSteps(),
                                travel.maximumSteps(),
                                status.moving() ? ", moving" : ""));
        status.temperatureCelsius()
                .ifPresent(celsius -> text.append("  temperature  %.1f °C%n".formatted(celsius)));
        warnings().forEach(warning -> text.append("  beware       %s%n".formatted(warning)));
        return text.toString().stripTrailing();
    }

    Json describe() {
        return new Json()
                .put("driver", driver.id())
                .put("port", port)
                .put("model", model())
                .put("firmware", firmware().orElse(null))
                .putList("warnings", warnings())
                .put("positionSteps", status.positionSteps())
                .put("minimumSteps", travel.minimumSteps())
                .put("maximumSteps", travel.maximumSteps())
                .put("moving", status.moving())
                .put("temperatureCelsius", status.temperatureCelsius());
    }

    private String model() {
        return introduction.map(Introduces.Introduction::model).orElse(driver.displayName());
    }

    private Optional<String> firmware() {
        return introduction.flatMap(Introduces.Introduction::firmware);
    }

    private List<String> warnings() {
        return introduction.map(Introduces.Introduction::warnings).orElse(List.of());
    }
}
