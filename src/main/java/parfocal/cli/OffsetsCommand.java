package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Eye;
import parfocal.report.Json;
import parfocal.rig.Rig;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "offsets",
        mixinStandardHelpOptions = true,
        description = {
            "How far each filter's focus is from that of the reference filter: shows it, sets it, or measures it by runs that alternate.",
            "On the running hub, or with --rig on a simulated night in this process, in its own time.",
            "On the hub --set FILTER=STEPS sets an offset that is known; without a number it is forgotten."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal offsets",
            "  parfocal offsets --reference L --measure --filters Ha,OIII",
            "  parfocal offsets --set Ha=32 --follow on",
            "  parfocal offsets --rig refractor-80 --filters R,Ha"
        })
final class OffsetsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Mixin private HubClient hub = new HubClient();

    @Option(
            names = "--measure",
            description =
                    "Measures: wheel, camera and focuser are busy for some minutes a run, and put back.")
    private boolean measure;

    @Option(
            names = "--reference",
            paramLabel = "FILTER",
            description = "The filter to focus through and to count from; none: each by itself.")
    private @Nullable String reference;

    @Option(
            names = "--filters",
            split = ",",
            paramLabel = "FILTER",
            description = "Those to be measured. Default: all the others.")
    private List<String> filters = List.of();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "Runs through each. Default: ${DEFAULT-VALUE}.")
    private int pairs = 3;

    @Mixin private LightOptions light = new LightOptions();

    @Mixin private NightOptions night = new NightOptions();

    @Option(
            names = "--follow",
            paramLabel = "on|off",
            description = "Whether the focuser moves by the offset when the wheel turns.")
    private @Nullable String follow;

    @Mixin private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        PrintWriter out = answer.out();
        if (night.wanted()) {
            VirtualPace pace = SimulatedNight.nightfall();
            Rig rig = night.rig(pace);
            Eye eye = light.eye(rig.camera(), _ -> {}, answer.err());
            return new RigOffsets(rig, eye, pace, answer)
                            .measure(
                                    reference == null ? "L" : reference,
                                    filters,
                                    pairs,
                                    light.plan())
                    ? Parfocal.DONE
                    : Parfocal.FAILED;
        }
        String path = "/focusers/%s/filters".formatted(hub.focuser().path("id").asString());
        Json order = order();
        if (!order.toString().equals("{}")) {
            var _ = hub.post(path, order);
        }
        JsonNode measured = measure ? follow(path + "/measure") : hub.get(path);
        if (answer.json()) {
            out.println(measured);
        } else {
            show(measured, hub.get(path), out);
        }
        return Parfocal.DONE;
    }

    private Json order() throws Misuse {
        var order = new Json();
        if (reference != null && !measure) {
            order.put("referenceFilter", reference.equals("none") ? null : reference);
        }
        if (follow != null) {
            if (!follow.equals("on") && !follow.equals("off")) {
                throw new Misuse("--follow is on or off, not '%s'.".formatted(follow));
            }
            order.put("moveOnChange", follow.equals("on"));
        }
        if (!night.settings().isEmpty()) {
            var offsets = new Json();
            for (var offset : night.settings().entrySet()) {
                if (offset.getValue() == null || offset.getValue().isBlank()) {
                    offsets.putNull(offset.getKey());
                } else {
                    offsets.put(offset.getKey(), steps(offset.getKey(), offset.getValue()));
                }
            }
            order.put("offsets", offsets);
        }
        return order;
    }

    private static double steps(String filter, String typed) throws Misuse {
        try {
            return Double.parseDouble(typed);
        } catch (NumberFormatException none) {
            throw new Misuse(
                    "The offset of %s is a number of steps, not '%s'.".formatted(filter, typed),
                    none);
        }
    }

    /// Interrupted, it ends the measurement on the hub as well.
    private JsonNode follow(String path) throws Refusal, Misuse, InterruptedException {
        var order = light.into(new Json().put("pairs", pairs));
        if (reference != null) {
            order.put("referenceFilter", reference);
        }
        if (!filters.isEmpty()) {
            order.putList("filters", filters);
        }
        PrintWriter err = answer.err();
        try (var _ = CtrlC.interruptsThisThread()) {
            var _ = hub.post(path, order);
            try {
                int told = 0;
                while (true) {
                    JsonNode run = hub.get(path);
                    for (; told < run.path("story").size(); told++) {
                        tell(run.path("story").get(told), run.path("runs").asInt(), err);
                    }
                    if (!run.path("running").asBoolean()) {
                        if (run.path("trouble").isString()) {
                            throw new Refusal(run.path("trouble").asString());
                        }
                        return run.path("result");
                    }
                    Pace.wall().pause(LOOK);
                }
            } catch (InterruptedException cancelled) {
                err.println("Ending the measurement; wheel and focuser go back …");
                err.flush();
                var _ = hub.post(path + "/stop", new Json());
                throw cancelled;
            }
        }
    }

    private void tell(JsonNode step, int runs, PrintWriter err) {
        if (answer.quiet()) {
            return;
        }
        String what =
                step.path("refusal").isString()
                        ? "refused: " + step.path("refusal").asString()
                        : step.path("focusSteps").isNumber()
                                ? String.format(
                                        Locale.ROOT,
                                        "focus at %.1f ± %.1f",
                                        step.path("focusSteps").asDouble(),
                                        step.path("sigmaSteps").asDouble())
                                : "…";
        err.printf(
                "%2d of %d  %-8s %s%n",
                step.path("run").asInt(), runs, step.path("filter").asString(), what);
        err.flush();
    }

    private static void show(JsonNode measured, JsonNode state, PrintWriter out) {
        out.printf(
                "%-10s %s%n",
                "reference", state.path("referenceFilter").asString("none: each filter by itself"));
        for (var offset : state.path("offsets").properties()) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %+.1f ± %.1f steps  %s%n",
                    offset.getKey(),
                    offset.getValue().path("steps").asDouble(),
                    offset.getValue().path("sigmaSteps").asDouble(),
                    offset.getValue().path("measuredAt").asString("typed"));
        }
        for (var left : measured.path("leftOut").properties()) {
            out.printf("%-10s not measured: %s%n", left.getKey(), left.getValue().asString());
        }
        out.printf("%-10s %s%n", "follow", state.path("moveOnChange").asBoolean() ? "on" : "off");
    }
}
