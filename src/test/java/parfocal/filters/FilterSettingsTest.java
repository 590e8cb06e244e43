package parfocal.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusPlan;

final class FilterSettingsTest {
    private final FilterSettings settings =
            FilterSettings.unknown()
                    .withReference(Optional.of("L"))
                    .withOffset("Ha", Optional.of(FilterOffset.typed(32)))
                    .withOffset("OIII", Optional.of(FilterOffset.typed(26)));

    @Test
    void aMoveBetweenTwoFiltersIsTheDifferenceOfTheirOffsets() {
        assertThat(settings.change("L", "Ha")).contains(32.0);
        assertThat(settings.change("Ha", "OIII")).contains(-6.0);
        assertThat(settings.change("Ha", "SII")).isEmpty();
    }

    @Test
    void anotherReferenceCountsTheSameOffsetsFromThere() {
        FilterSettings fromHydrogen = settings.withReference(Optional.of("Ha"));

        assertThat(fromHydrogen.change("L", "OIII")).contains(26.0);
        assertThat(fromHydrogen.offset("L").orElseThrow().steps()).isEqualTo(-32);
    }

    @Test
    void aReferenceThatWasNeverMeasuredLeavesNothingToCountFrom() {
        assertThat(settings.withReference(Optional.of("SII")).offsets()).isEmpty();
    }

    @Test
    void aFileIsHeardWhereItSaysSomethingNew() {
        var before =
                new FilterWish(
                        Optional.of("L"), Optional.of(true), offsets("Ha", 32), offsets("Ha", 8));
        var now =
                new FilterWish(
                        Optional.of("L"), Optional.of(true), offsets("Ha", 33), offsets("OIII", 6));
        FilterSettings measured =
                settings.withMoves(false).withOffset("Ha", Optional.of(FilterOffset.typed(31.4)));

        assertThat(before.over(measured, before)).isEqualTo(measured);
        assertThat(now.over(measured, before).offset("Ha").orElseThrow().steps()).isEqualTo(33);
        assertThat(now.over(measured, before).movesWithFilters()).isFalse();
        assertThat(now.over(measured, before).exposureFactors())
                .containsExactly(Map.entry("OIII", 6.0));
    }

    @Test
    void aDarkFilterIsExposedLonger() {
        FocusPlan plan = FocusPlan.defaults().withExposure(Duration.ofSeconds(4));
        FilterSettings longer = settings.withExposureFactor("Ha", Optional.of(7.5));

        assertThat(longer.through("Ha", plan).exposure()).isEqualTo(Duration.ofSeconds(30));
        assertThat(longer.through("L", plan)).isEqualTo(plan);
        assertThat(longer.through("Ha", plan.withExposure(Duration.ofMinutes(5))).exposure())
                .isEqualTo(Duration.ofMinutes(10));
        assertThatThrownBy(() -> settings.withExposureFactor("Ha", Optional.of(0.0)))
                .hasMessage("The exposure factor of Ha goes from 0.01 to 100; it is 0.0.");
    }

    private static SortedMap<String, Double> offsets(String filter, double steps) {
        return new TreeMap<>(Map.of(filter, steps));
    }
}
