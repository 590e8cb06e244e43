package parfocal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parfocal.autofocus.Cause;
import parfocal.nights.Condition;
import parfocal.nights.NightResult;
import parfocal.nights.Tally;

/// What was named, by what was wrong; and how many distinct causes are told rightly.
final class ConfusionTable {
    /// Of the nights of a kind, to call its cause told.
    private static final double TOLD = 0.9;

    private ConfusionTable() {}

    static void print(List<NightResult> faults, List<Condition> conditions, PrintWriter out) {
        out.println("first cause named, by what was wrong:");
        var kinds = new ArrayList<Kind>();
        for (Condition condition : conditions) {
            List<NightResult> of =
                    faults.stream().filter(n -> n.plan().condition() == condition).toList();
            if (!of.isEmpty()) {
                kinds.add(new Kind(condition, new Tally(of), named(of)));
            }
        }
        kinds.forEach(kind -> printKind(kind, out));
        out.println(
                "harmless: what was wrong made no difference (ghost-move, bad-seeing, end-of-travel, two-valleys): accepted, within half a zone of best"
                        + " focus, without a repair; then no cause is right.");
        if (faults.stream().anyMatch(night -> night.plan().rig().name().equals("lens-135"))) {
            out.println(
                    "lens-135: its driver ends all moves one way, so that play often shows in no frame (then no cause is right), and itself"
                            + " notices a lost move as a lens that does not move (right, too).");
        }
        long told = kinds.stream().filter(Kind::told).count();
        out.printf(
                "%d of %d kinds at 90 %% or more; %s %% of all nights right.%n%n",
                told, kinds.size(), NightsTable.percent(new Tally(faults).rightlyDiagnosed()));
        printCauses(kinds, out);
    }

    /// @param named how often each cause was named first
    private record Kind(Condition condition, Tally tally, Map<String, Integer> named) {
        boolean told() {
            return tally.rightlyDiagnosed() >= TOLD;
        }
    }

    private static Map<String, Integer> named(List<NightResult> nights) {
        var named = new TreeMap<String, Integer>();
        for (NightResult night : nights) {
            named.merge(Tally.firstCause(night).orElse("(none)"), 1, Integer::sum);
        }
        return named;
    }

    private static void printKind(Kind kind, PrintWriter out) {
        Tally tally = kind.tally;
        out.printf(
                "%-17s %4d  right %5s %%  refused %5s %%  false accepts %5s %%   %s%s%n",
                kind.condition.published(),
                tally.count(),
                NightsTable.percent(tally.rightlyDiagnosed()),
                NightsTable.percent(tally.refused()),
                NightsTable.percent(tally.falselyAccepted()),
                words(kind.named),
                tally.unnamedAndHarmless() == 0
                        ? ""
                        : " (%d of them harmless)".formatted(tally.unnamedAndHarmless()));
    }

    /// Kinds of nights that have one cause count once, and as well as the worst of them; that nothing is wrong is no cause.
    private static void printCauses(List<Kind> kinds, PrintWriter out) {
        var causes = new EnumMap<Cause, List<Kind>>(Cause.class);
        for (Kind kind : kinds) {
            kind.condition
                    .cause()
                    .ifPresent(cause ->
                            causes.computeIfAbsent(cause, _ -> new ArrayList<>()).add(kind));
        }
        if (causes.isEmpty()) {
            return;
        }
        out.println("distinct causes:");
        int told = 0;
        for (var each : causes.entrySet()) {
            List<Kind> of = each.getValue();
            int nights = of.stream().mapToInt(kind -> kind.tally.count()).sum();
            double worst =
                    of.stream().mapToDouble(kind -> kind.tally.rightlyDiagnosed()).min().orElse(0);
            String name = each.getKey().published();
            int named = kinds.stream().mapToInt(kind -> kind.named.getOrDefault(name, 0)).sum();
            int rightly = of.stream().mapToInt(kind -> kind.named.getOrDefault(name, 0)).sum();
            told += worst >= TOLD ? 1 : 0;
            out.printf(
                    "%-26s %4d nights  right %5s %%   named first %4d times, %4d of them on other nights%n",
                    name, nights, NightsTable.percent(worst), named, named - rightly);
        }
        out.printf(
                "%d of %d distinct causes told in 90 %% of their nights or more.%n",
                told, causes.size());
    }

    private static String words(Map<String, Integer> named) {
        var words = new ArrayList<String>();
        named.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .forEach(each -> words.add(each.getKey() + " " + each.getValue()));
        return String.join(", ", words);
    }
}
