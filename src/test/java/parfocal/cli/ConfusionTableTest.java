package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import parfocal.nights.Condition;
import parfocal.nights.Nights;
import parfocal.rig.Rigs;

final class ConfusionTableTest {
    @Test
    void twoKindsOfNightsWithOneCauseAreOneCauseAndNothingWrongIsNone() throws Exception {
        var conditions =
                List.of(
                        Condition.MOTOR_DEAD,
                        Condition.CAMERA_FAULT,
                        Condition.NOTHING_WRONG,
                        Condition.MOTOR_DIES);
        var nights = new Nights(true);
        var lived =
                nights.live(
                        nights.planned(
                                List.of(Rigs.named("newton-f4").orElseThrow()), conditions, 1, 3),
                        false,
                        _ -> {});
        var out = new StringWriter();

        ConfusionTable.print(lived, conditions, new PrintWriter(out, true));

        assertThat(out.toString())
                .contains("4 of 4 kinds at 90 % or more")
                .containsPattern("motor-not-moving +2 nights  right 100.0 %")
                .contains("2 of 2 distinct causes told in 90 % of their nights or more.");
    }
}
