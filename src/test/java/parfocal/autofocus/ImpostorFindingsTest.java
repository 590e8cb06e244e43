package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Travel;

final class ImpostorFindingsTest {
    private static List<Diagnosis> findings(
            int hotPixels, int nebulous, double relief, boolean calibrated) {
        var seen =
                new Seen(
                        List.of(),
                        0,
                        hotPixels,
                        nebulous,
                        1000,
                        10,
                        relief,
                        calibrated,
                        Optional.empty(),
                        OptionalDouble.empty());
        FocusRun run =
                FocusRun.begin(FocusPlan.defaults(), new Travel(0, 2000), 1000)
                        .with(new MeasureAt(1000, List.of(), Purpose.SAMPLE, ""), 1000, seen);
        return new ImpostorFindings(run).all();
    }

    @Test
    void anOrdinaryFrameHasNothingToTell() {
        assertThat(findings(400, 20, 1.5, false)).isEmpty();
    }

    @Test
    void aBrightNebulaIsToldWithWhatWasLeftOut() {
        Diagnosis told = findings(0, 14, 40, false).getFirst();

        assertThat(told.cause()).isEqualTo(Cause.NEBULOSITY);
        assertThat(told.message()).contains("40 times its noise").contains("14 things");
    }

    @Test
    void aFaintNebulaComesAfterEverythingElse() {
        assertThat(findings(0, 14, 8, false).getFirst().confidence()).isLessThan(0.3);
    }

    @Test
    void whereADarkWasGivenNobodyIsToldToTakeDarks() {
        assertThat(findings(5000, 0, 0, false).getFirst().remedy()).contains("take dark frames");
        assertThat(findings(5000, 0, 0, true).getFirst().remedy())
                .contains("a new dark at the temperature and the exposure")
                .doesNotContain("take dark frames");
    }
}
