package parfocal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import parfocal.nights.Condition;
import parfocal.nights.NightPlan;
import parfocal.nights.NightResult;
import parfocal.nights.Nights;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "nights",
        mixinStandardHelpOptions = true,
        description = {
            "The benchmark: whole autofocus runs on simulated rigs, judged by the truth that the rigs know, beside a plain"
                    + " autofocus (9 points inward, a hyperbola, R² of 0.7 or more, straight to the minimum).",
            "--quick draws star sizes from the rigs' truth instead of measuring rendered frames: hundreds of times faster, and"
                    + " silent about everything that measuring can get wrong.",
            "lens-135 focuses 120 presses before its stop: its nights have play up to 73 steps, those of the others up to 300."
                    + " Its keys are not equal, so its intervals are judged by where the night ended, and backlash on the other rigs.",
            "With --conditions faults one thing is wrong each night, and the first cause named is held against it. Where a lost"
                    + " move, bad seeing or the end of the travel made no difference (accepted, within half a critical zone,"
                    + " nothing repaired), naming none is right as well, and counted in the open.",
            "--bound asks something else: how far from the truth the fit comes out at nine exposures, against what star sizes"
                    + " can tell at all (2000 sweeps of each kind, or --runs where that is more)."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal nights --runs 20",
            "  parfocal nights --quick --runs 200 --seed 7",
            "  parfocal nights --rigs newton-f4 --conditions ordinary,far --list"
        })
final class NightsCommand implements Callable<Integer> {
    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Nights of each kind on each rig. Default: ${DEFAULT-VALUE}.")
    private int runs = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "One seed is one set of nights. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--rigs",
            split = ",",
            paramLabel = "NAME",
            description = "Which rigs. Default: all five.")
    private List<String> rigNames = List.of();

    @Option(
            names = "--conditions",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Which kinds of nights, or fair, faults, all. Default: fair (ordinary, no-backlash, far, learned, and, for they"
                            + " need pictures, without --quick ordinary-hot-pixels and ordinary-nebulosity).")
    private List<String> conditionNames = List.of("fair");

    @Option(
            names = "--quick",
            description = "Star sizes from the rigs' truth instead of rendered frames.")
    private boolean quick;

    @Option(
            names = "--plain",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the plain autofocus runs beside ours. Default: yes.")
    private boolean plain = true;

    @Option(
            names = "--bound",
            description = "The fit alone, against the Cramér–Rao bound of star sizes.")
    private boolean bound;

    @Option(names = "--cells", description = "Every rig of each kind on a line of its own.")
    private boolean cells;

    @Option(names = "--stories", description = "Every night with all its samples, too.")
    private boolean stories;

    @Option(names = "--list", description = "Every night on a line, too.")
    private boolean list;

    @Mixin private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() throws Misuse, InterruptedException {
        if (runs < 1) {
            throw new Misuse("--runs is at least 1; %d was asked.".formatted(runs));
        }
        if (bound) {
            BoundTable.print(Math.max(BoundTable.FEWEST_SWEEPS, runs), seed, rigs(), answer.out());
            return Parfocal.DONE;
        }
        List<Condition> conditions = conditions();
        var nights = new Nights(quick);
        List<NightPlan> plans = nights.planned(rigs(), conditions, runs, seed);
        PrintWriter err = answer.err();
        var done = new AtomicInteger();
        List<NightResult> results =
                nights.live(
                        plans,
                        plain,
                        night -> {
                            if (!answer.quiet()) {
                                int count = done.incrementAndGet();
                                err.println(
                                        "%d of %d   %s"
                                                .formatted(
                                                        count,
                                                        plans.size(),
                                                        NightsTable.line(night)));
                                err.flush();
                            }
                        });
        PrintWriter out = answer.out();
        if (answer.json()) {
            out.println(NightsTable.json(results, seed, runs, quick, list));
            return Parfocal.DONE;
        }
        if (list || stories) {
            for (NightResult night : results) {
                out.println(NightsTable.line(night));
                if (stories) {
                    NightsTable.story(night, out);
                }
            }
        }
        List<String> notLived =
                conditions.stream()
                        .filter(condition -> quick && condition.needsPictures())
                        .map(Condition::published)
                        .toList();
        out.printf(
                "%d nights of each kind on each rig, seed %d, %s.%s%n%n",
                runs,
                seed,
                quick
                        ? "star sizes drawn from the truth (--quick)"
                        : "frames rendered and measured",
                notLived.isEmpty()
                        ? ""
                        : " Left out, for they need pictures: "
                                + String.join(", ", notLived)
                                + ".");
        NightsTable.print(results, conditions, cells, out);
        return Parfocal.DONE;
    }

    private List<RigPlan> rigs() throws Misuse {
        if (rigNames.isEmpty()) {
            return Rigs.all();
        }
        var chosen = new ArrayList<RigPlan>();
        for (String name : rigNames) {
            chosen.add(SimulatedNight.plan(name));
        }
        return chosen;
    }

    private List<Condition> conditions() throws Misuse {
        var chosen = new ArrayList<Condition>();
        for (String name : conditionNames) {
            switch (name) {
                case "fair" -> chosen.addAll(Condition.fair());
                case "faults" -> chosen.addAll(Condition.faults());
                case "all" -> chosen.addAll(Arrays.asList(Condition.values()));
                default -> chosen.add(named(name));
            }
        }
        return chosen.stream().distinct().toList();
    }

    private static Condition named(@Nullable String name) throws Misuse {
        String all =
                String.join(
                        ", ", Arrays.stream(Condition.values()).map(Condition::published).toList());
        return Condition.named(String.valueOf(name))
                .orElseThrow(() ->
                        new Misuse(
                                "There are no nights of kind '%s'. There are: fair, faults, all, %s."
                                        .formatted(name, all)));
    }
}
