package parfocal.filters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What alternating runs say of the filters: one place of focus, a drift with time, and an offset for each filter, solved together by
/// weighted least squares.
///
/// The drift takes up what temperature and bending move in the meantime; where the coefficient is known, the temperature's part is taken
/// off before. Runs that scatter more than they promised make everything that much less certain.
///
/// @param offsets           of each filter but the reference, from the reference
/// @param driftStepsPerHour that was left after the temperature
/// @param scatter           of the runs about the fit, in the standard deviations that they promised
public record OffsetFit(
        SortedMap<String, FilterOffset> offsets, double driftStepsPerHour, double scatter) {
    private static final double SECONDS_PER_HOUR = 3_600;

    /// @param stepsPerCelsius of the temperature compensation, where it is known
    /// @return empty when the legs do not determine it
    public static Optional<OffsetFit> of(
            List<Leg> legs, String reference, OptionalDouble stepsPerCelsius) {
        List<String> filters =
                legs.stream()
                        .map(Leg::filter)
                        .filter(filter -> !filter.equals(reference))
                        .distinct()
                        .sorted()
                        .toList();
        int unknowns = 2 + filters.size();
        if (filters.isEmpty() || legs.size() < unknowns) {
            return Optional.empty();
        }
        var equations = new NormalEquations(unknowns);
        Instant began = legs.getFirst().at();
        var rows = new ArrayList<double[]>();
        for (Leg leg : legs) {
            double[] row = new double[unknowns];
            row[0] = 1;
            row[1] = Duration.between(began, leg.at()).toMillis() / 1_000.0 / SECONDS_PER_HOUR;
            int filter = filters.indexOf(leg.filter());
            if (filter >= 0) {
                row[2 + filter] = 1;
            }
            rows.add(row);
            equations.add(row, atFirstTemperature(leg, legs, stepsPerCelsius), leg.sigmaSteps());
        }
        return equations
                .solve()
                .map(solution -> fit(solution, filters, legs, rows, stepsPerCelsius, unknowns));
    }

    /// Empty for the reference, and for a filter of which there was no run.
    public Optional<FilterOffset> offset(String filter) {
        return Optional.ofNullable(offsets.get(filter));
    }

    private static double atFirstTemperature(
            Leg leg, List<Leg> legs, OptionalDouble stepsPerCelsius) {
        OptionalDouble first = legs.getFirst().celsius();
        return stepsPerCelsius.isPresent() && first.isPresent() && leg.celsius().isPresent()
                ? leg.focusSteps()
                        - stepsPerCelsius.getAsDouble()
                                * (leg.celsius().getAsDouble() - first.getAsDouble())
                : leg.focusSteps();
    }

    private static OffsetFit fit(
            NormalEquations.Solution solution,
            List<String> filters,
            List<Leg> legs,
            List<double[]> rows,
            OptionalDouble stepsPerCelsius,
            int unknowns) {
        double squares = 0;
        for (int i = 0; i < legs.size(); i++) {
            double predicted = 0;
            for (int k = 0; k < unknowns; k++) {
                predicted += rows.get(i)[k] * solution.values().get(k);
            }
            double off = atFirstTemperature(legs.get(i), legs, stepsPerCelsius) - predicted;
            squares += Math.pow(off / legs.get(i).sigmaSteps(), 2);
        }
        int spare = legs.size() - unknowns;
        double scatter = spare == 0 ? 1 : Math.sqrt(squares / spare);
        var offsets = new TreeMap<String, FilterOffset>();
        for (int f = 0; f < filters.size(); f++) {
            offsets.put(
                    filters.get(f),
                    new FilterOffset(
                            solution.values().get(2 + f),
                            solution.sigmas().get(2 + f) * Math.max(1, scatter),
                            Optional.of(legs.getLast().at())));
        }
        return new OffsetFit(offsets, solution.values().get(1), scatter);
    }
}
