package parfocal.hub;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.thermal.TemperaturePoint;
import parfocal.thermal.TemperatureStudy;

/// The points of one focuser's compensation calculator.
final class TemperaturePoints {
    // Years of focusing every hour; older points give way.
    private static final int MOST_POINTS = 5_000;

    private final String focuserId;
    private final Memory memory;
    private final Consumer<String> trouble;
    private List<KeptPoint> points;
    private int edition;

    /// @param trouble told when the disk takes nothing; the points count until the program ends then
    TemperaturePoints(String focuserId, Memory memory, Consumer<String> trouble) {
        this.focuserId = focuserId;
        this.memory = memory;
        this.trouble = trouble;
        this.points = memory.points(focuserId);
    }

    synchronized List<KeptPoint> all() {
        return points;
    }

    /// How often they have changed since the hub began.
    synchronized int edition() {
        return edition;
    }

    synchronized KeptPoint add(Instant at, KeptPoint.Source source, TemperaturePoint point) {
        int number = points.stream().mapToInt(KeptPoint::number).max().orElse(0) + 1;
        var kept = new KeptPoint(number, at, source, point);
        var more = new ArrayList<>(points);
        more.add(kept);
        keep(more.size() > MOST_POINTS ? more.subList(1, more.size()) : more);
        return kept;
    }

    /// @return whether there was one
    synchronized boolean remove(int number) {
        List<KeptPoint> left = points.stream().filter(kept -> kept.number() != number).toList();
        boolean gone = left.size() < points.size();
        if (gone) {
            keep(left);
        }
        return gone;
    }

    /// @return whether there was one
    synchronized boolean edit(int number, double celsius, double positionSteps) {
        var edited = new ArrayList<>(points);
        edited.replaceAll(kept ->
                kept.number() == number
                        ? new KeptPoint(
                                number,
                                kept.at(),
                                KeptPoint.Source.TYPED,
                                inSeriesOf(kept.point(), celsius, positionSteps))
                        : kept);
        boolean found = !edited.equals(points);
        if (found) {
            keep(edited);
        }
        return found;
    }

    private static TemperaturePoint inSeriesOf(
            TemperaturePoint point, double celsius, double positionSteps) {
        TemperaturePoint noted = TemperaturePoint.noted(celsius, positionSteps);
        return new TemperaturePoint(
                noted.celsius(),
                noted.positionSteps(),
                noted.sigmaSteps(),
                point.night(),
                point.filter(),
                noted.laggedCelsius());
    }

    synchronized void clear() {
        keep(List.of());
    }

    /// @param filter only its points; empty: all, each filter with an offset of its own
    synchronized TemperatureStudy study(Optional<String> filter) {
        return TemperatureStudy.of(
                points.stream()
                        .map(KeptPoint::point)
                        .filter(point -> filter.isEmpty() || filter.get().equals(point.filter()))
                        .toList());
    }

    /// The night a moment belongs to: the date of its evening.
    static String night(Instant at) {
        return at.minus(Duration.ofHours(12))
                .atZone(ZoneId.systemDefault())
                .toLocalDate()
                .toString();
    }

    private void keep(List<KeptPoint> fresh) {
        points = List.copyOf(fresh);
        edition++;
        try {
            memory.keepPoints(focuserId, points);
        } catch (UncheckedIOException full) {
            trouble.accept(String.valueOf(full.getMessage()));
        }
    }
}
