package parfocal.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Many cooling nights: `mvn -o test -Dtest=CompensatedNightBench -Dparfocal.nights=20`.
final class CompensatedNightBench {

    @Test
    @EnabledIfSystemProperty(named = "parfocal.nights", matches = "\\d+")
    void partOfTheTimeInsideTheZone() throws Exception {
        int seeds = Integer.getInteger("parfocal.nights");
        System.out.println("lag steps/°C  mean   worst  nights under 99 %  runs");
        for (int lag : List.of(0, 10, 20, 30, 40)) {
            for (double slope : List.of(-40.0, -25.0, -12.0, 18.0, 30.0, 40.0, 50.0)) {
                var inside = new ArrayList<Double>();
                double runs = 0;
                for (int seed = 1; seed <= seeds; seed++) {
                    var night = CoolingNight.of(slope, lag, seed);
                    night.pass(Duration.ofHours(8));
                    inside.add(night.insideZone());
                    runs += night.runs();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%3d %6.0f %8.2f %% %7.2f %% %6d of %d %14.1f%n",
                        lag,
                        slope,
                        100 * inside.stream().mapToDouble(part -> part).average().orElseThrow(),
                        100 * inside.stream().mapToDouble(part -> part).min().orElseThrow(),
                        inside.stream().filter(part -> part < 0.99).count(),
                        seeds,
                        runs / seeds);
            }
        }
    }
}
