package parfocal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.nights.Condition;
import parfocal.nights.NightResult;
import parfocal.nights.Tally;
import parfocal.report.Json;

/// What nights came to, for people and for programs.
final class NightsTable {
    private static final Comparator<Tally> WORST_FIRST =
            Comparator.comparingDouble(Tally::withinHalfZone)
                    .thenComparingDouble(tally -> -tally.rmsInZones().orElse(0));

    private NightsTable() {}

    /// One night on one line.
    static String line(NightResult night) {
        return "%-12s %-17s %3d  %s  %5.2f zones off, %2d exposures, reversal %3.0f, %3.0f of it to take up first%s%s%s"
                .formatted(
                        night.plan().condition().published(),
                        night.plan().rig().name(),
                        night.plan().number(),
                        night.accepted()
                                ? (night.falselyAccepted() ? "FALSE ACCEPT" : "accepted")
                                : "refused",
                        night.defocusSteps() / night.zoneSteps(),
                        night.result().exposures(),
                        night.reversalSteps(),
                        night.slackSteps(),
                        night.backlash()
                                .map(b ->
                                        ", found %s%.0f ± %.0f"
                                                .formatted(
                                                        b.proven() ? "" : "at least ",
                                                        b.steps(),
                                                        b.sigmaSteps()))
                                .orElse(""),
                        night.causes().isEmpty() ? "" : ", " + String.join(" ", night.causes()),
                        night.result().refusal().map(r -> "   " + r.reason()).orElse(""));
    }

    /// Every sample of a night, in sweep order, for whoever wants to know how it came to that.
    static void story(NightResult night, PrintWriter out) {
        night.result()
                .run()
                .samples()
                .forEach(sample ->
                        out.printf(
                                "      %6d %s travel %5d %-9s HFR %6.2f ± %.2f, %3d stars, light %.2f   %s%n",
                                sample.positionSteps(),
                                sample.arrival(),
                                sample.travelSinceReversalSteps(),
                                sample.purpose(),
                                sample.size().hfrPixels().orElse(Double.NaN),
                                sample.size().sigmaPixels(),
                                sample.size().starCount(),
                                sample.size().relativeFlux().orElse(Double.NaN),
                                sample.why()));
    }

    /// @param eachRig whether every rig of each kind gets a line, and not only the worst
    static void print(
            List<NightResult> nights,
            List<Condition> conditions,
            boolean eachRig,
            PrintWriter out) {
        List<NightResult> fair =
                nights.stream()
                        .filter(n -> Condition.fair().contains(n.plan().condition()))
                        .toList();
        if (!fair.isEmpty()) {
            printCells(eachRig ? cells(fair) : withTheWorst(fair), out);
        }
        List<NightResult> faults =
                nights.stream()
                        .filter(n -> !Condition.fair().contains(n.plan().condition()))
                        .toList();
        if (!faults.isEmpty()) {
            out.println();
            ConfusionTable.print(faults, conditions, out);
        }
    }

    private static Map<String, List<NightResult>> cells(List<NightResult> nights) {
        var cells = new LinkedHashMap<String, List<NightResult>>();
        for (NightResult night : nights) {
            cells.computeIfAbsent(
                            night.plan().condition().published() + " " + night.plan().rig().name(),
                            _ -> new ArrayList<>())
                    .add(night);
        }
        var all = new LinkedHashMap<String, List<NightResult>>();
        for (NightResult night : nights) {
            all.computeIfAbsent(
                            night.plan().condition().published() + " on all rigs",
                            _ -> new ArrayList<>())
                    .add(night);
        }
        cells.putAll(all);
        cells.put("all", nights);
        return cells;
    }

    /// All rigs of a kind together, and below them the rig that fared worst.
    private static Map<String, List<NightResult>> withTheWorst(List<NightResult> nights) {
        var shown = new LinkedHashMap<String, List<NightResult>>();
        var kinds = new LinkedHashMap<Condition, List<NightResult>>();
        for (NightResult night : nights) {
            kinds.computeIfAbsent(night.plan().condition(), _ -> new ArrayList<>()).add(night);
        }
        kinds.forEach((condition, of) -> {
            shown.put(condition.published() + " on all rigs", of);
            var rigs = new LinkedHashMap<String, List<NightResult>>();
            for (NightResult night : of) {
                rigs.computeIfAbsent(night.plan().rig().name(), _ -> new ArrayList<>()).add(night);
            }
            rigs.entrySet().stream()
                    .min(Comparator.comparing(rig -> new Tally(rig.getValue()), WORST_FIRST))
                    .filter(_ -> rigs.size() > 1)
                    .ifPresent(rig ->
                            shown.put(
                                    condition.published() + ", worst: " + rig.getKey(),
                                    rig.getValue()));
        });
        shown.put("all", nights);
        return shown;
    }

    private static void printCells(Map<String, List<NightResult>> cells, PrintWriter out) {
        int width = cells.keySet().stream().mapToInt(String::length).max().orElse(0);
        out.println(
                " ".repeat(width)
                        + "      ------------------------------ ours -------------------------------   ---- backlash ----   ------- plain -------");
        out.println(
                "nights"
                        + " ".repeat(Math.max(0, width - 6))
                        + "    n   ≤z/2     ≤z  false  refuse    rms  worst   68 %   95 %  exp  s/CPU   named  off 68 % inv.   ≤z/2  false    no  exp");
        for (var cell : cells.entrySet()) {
            Tally tally = new Tally(cell.getValue());
            out.printf(
                    "%s %4d %6s %6s %6s %7s %6s %6s %6s %6s %4s %6.2f  %6s %4s %4s %3s",
                    cell.getKey() + " ".repeat(width - cell.getKey().length()),
                    tally.count(),
                    percent(tally.withinHalfZone()),
                    percent(tally.withinZone()),
                    percent(tally.falselyAccepted()),
                    percent(tally.refused()),
                    number(tally.rmsInZones()),
                    number(tally.worstInZones()),
                    percent(tally.coverage(1)),
                    percent(tally.coverage(1.96)),
                    whole(tally.medianExposures()),
                    tally.medianCpuSeconds(),
                    percent(tally.backlashClaimed()),
                    number(tally.backlashBiasInSigmas(), "%.1f"),
                    number(tally.backlashCoverage(1), "%.2f"),
                    number(tally.backlashInvented(), "%.2f"));
            if (tally.hasPlain()) {
                out.printf(
                        " %6s %6s %5s %4s",
                        percent(tally.plainWithinHalfZone()),
                        percent(tally.plainFalselyAccepted()),
                        percent(1 - tally.plainAccepted()),
                        whole(tally.plainMedianExposures()));
            }
            out.println();
        }
        out.println();
        out.println(
                "≤z/2, ≤z: accepted and within half, a whole critical zone (stars grown by 3 %) of best focus, in % of all nights."
                        + " false: accepted and farther off. rms, worst: in zones.");
        out.println(
                "68 %, 95 %: truth within that interval of best focus. exp: median exposures, proof included. s/CPU: seconds of computing a night.");
        out.println(
                "backlash: named: nights on which there was said to be some, in %. off: how much too large it was said to be, in its own"
                        + " standard deviations. 68 %: share with the truth inside that interval. inv.: share of nights without any on which some was invented.");
        if (cells.values().stream().anyMatch(of -> new Tally(of).hasPlain())) {
            out.println("plain: nine points, a hyperbola, R² ≥ 0.7. no: refused, in %.");
        }
    }

    static String percent(double share) {
        return "%.1f".formatted(100 * share);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    private static String number(OptionalDouble value) {
        return number(value, "%.2f");
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? format.formatted(value.getAsDouble()) : "-";
    }

    private static String whole(OptionalDouble value) {
        return number(value, "%.0f");
    }

    static Json json(
            List<NightResult> nights, long seed, int runs, boolean quick, boolean withNights) {
        var cells = new ArrayList<Json>();
        for (var cell : cells(nights).entrySet()) {
            cells.add(cell(cell.getKey(), new Tally(cell.getValue())));
        }
        Json json =
                new Json()
                        .put("seed", seed)
                        .put("runs", runs)
                        .put("frames", quick ? "drawn from the truth" : "rendered and measured")
                        .putObjects("cells", cells);
        return withNights
                ? json.putObjects("nights", nights.stream().map(NightsTable::night).toList())
                : json;
    }

    private static Json cell(String name, Tally tally) {
        return new Json()
                .put("name", name)
                .put("nights", tally.count())
                .put("withinHalfZone", tally.withinHalfZone())
                .put("withinZone", tally.withinZone())
                .put("falselyAccepted", tally.falselyAccepted())
                .put("refused", tally.refused())
                .put("rmsZones", tally.rmsInZones())
                .put("worstZones", tally.worstInZones())
                .put("coverage68", tally.coverage(1))
                .put("coverage95", tally.coverage(1.96))
                .put("medianExposures", tally.medianExposures())
                .put("mostExposures", tally.mostExposures())
                .put("medianSeconds", tally.medianSeconds())
                .put("medianCpuSeconds", tally.medianCpuSeconds())
                .put("backlashClaimed", tally.backlashClaimed())
                .put("backlashBiasSigmas", tally.backlashBiasInSigmas())
                .put("backlashCoverage68", tally.backlashCoverage(1))
                .put("backlashInvented", tally.backlashInvented())
                .put("rightlyDiagnosed", tally.rightlyDiagnosed())
                .put("plainWithinHalfZone", tally.plainWithinHalfZone())
                .put("plainFalselyAccepted", tally.plainFalselyAccepted())
                .put("plainMedianExposures", tally.plainMedianExposures());
    }

    private static Json night(NightResult night) {
        return new Json()
                .put("condition", night.plan().condition().published())
                .put("rig", night.plan().rig().name())
                .put("number", night.plan().number())
                .put("accepted", night.accepted())
                .put("reason", night.result().refusal().map(r -> r.reason()).orElse(null))
                .put("errorZones", night.defocusSteps() / night.zoneSteps())
                .put("exposures", night.result().exposures())
                .put("backlashSteps", night.playSteps())
                .put("slackSteps", night.slackSteps())
                .putList("causes", night.causes());
    }
}
