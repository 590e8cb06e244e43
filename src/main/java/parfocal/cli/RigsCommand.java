package parfocal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parfocal.report.Json;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.rig.Scene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rigs",
        mixinStandardHelpOptions = true,
        description = "Lists the simulated rigs, and what --set can change in them.",
        footer = {"", "Example: parfocal rigs"})
final class RigsCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new Json()
                            .putObjects(
                                    "rigs",
                                    Rigs.all().stream().map(RigsCommand::describe).toList()));
            return Parfocal.DONE;
        }
        for (RigPlan plan : Rigs.all()) {
            out.printf("%-18s %s%n", plan.name(), plan.description());
        }
        out.println();
        out.println("Settings for --set key=value, here with the values of each rig:");
        for (Scene.Knob knob : Scene.knobs()) {
            var values = new StringBuilder();
            for (RigPlan plan : Rigs.all()) {
                values.append("%8s".formatted(Scene.plain(plan.scene().get(knob))));
            }
            out.printf("  %-26s%s   %s%n", knob.name(), values, knob.meaning());
        }
        return Parfocal.DONE;
    }

    private static Json describe(RigPlan plan) {
        var settings = new Json();
        for (Scene.Knob knob : Scene.knobs()) {
            settings.put(knob.name(), plan.scene().get(knob));
        }
        return new Json()
                .put("name", plan.name())
                .put("description", plan.description())
                .put("driver", plan.driverId())
                .put("maximumSteps", plan.maximumSteps())
                .put("settings", settings);
    }
}
