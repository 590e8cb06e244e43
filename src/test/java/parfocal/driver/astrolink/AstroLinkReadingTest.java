package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.WeatherSensor.Weather;

/// The three shapes of the status line. The long ones are the maker's own samples.
final class AstroLinkReadingTest {
    private static final String MINI =
            "q:1234:0:1.47:1:2.12:45.1:-12.81:1:-25.22:45:0:0:0:1:12.1:5.0:1.12:13.41:0:34:0:0";
    private static final String MINI_II =
            "q:AL4MII:1234:0:5678:0:3.14:1:23.12:45:9.11:1:19.19:35:80:1:0:1:12.11:7.62:20.01:132.11:33:0:0:0:1:-10.1:7.7"
                    + ":1:19.19:35:8.22:1:1:18.11";

    @Test
    void aFocuserLinkTellsAllInSevenFields() {
        var reading = read(AstroLinkModel.FOCUSER_LINK, 0, "q:11009:-509:1:11.35:55.0:2.62:-40");

        assertThat(reading)
                .isEqualTo(
                        new AstroLinkReading(
                                11_009,
                                -509,
                                OptionalInt.of(-40),
                                Optional.of(air(11.35, 55, 2.62)),
                                Optional.empty()));
        assertThat(reading.moving()).isTrue();
        assertThat(reading.endSteps()).isEqualTo(10_500);
    }

    @Test
    void theSampleOfTheMini() {
        assertThat(read(AstroLinkModel.MINI, 0, MINI))
                .isEqualTo(
                        new AstroLinkReading(
                                1_234,
                                0,
                                OptionalInt.of(34),
                                Optional.of(air(2.12, 45.1, -12.81)),
                                Optional.empty()));
    }

    @Test
    void theSampleOfTheMiniII() {
        assertThat(read(AstroLinkModel.MINI_II, 0, MINI_II))
                .isEqualTo(
                        new AstroLinkReading(
                                1_234,
                                0,
                                OptionalInt.of(33),
                                Optional.of(air(23.12, 45, 9.11)),
                                Optional.empty()));
    }

    @Test
    void theSecondMotorOfTheMiniIIHasItsOwnFields() {
        var reading = read(AstroLinkModel.MINI_II, 1, MINI_II);

        assertThat(reading.positionSteps()).isEqualTo(5_678);
        assertThat(reading.pendingSteps()).hasValue(0);
    }

    @Test
    void withoutTheFirstSensorTheSecondIsRead() {
        String line = MINI_II.replace(":1:23.12:45:9.11:", ":0:0:0:0:");

        assertThat(read(AstroLinkModel.MAX, 0, line).weather()).contains(air(19.19, 35, 8.22));
    }

    @Test
    void theMinisSecondSensorFeelsTheTemperatureOnly() {
        String line = MINI.replace(":1:2.12:45.1:-12.81:", ":0:0.00:0.0:0.00:");

        assertThat(read(AstroLinkModel.USB, 0, line).weather())
                .contains(new Weather(-25.22, OptionalDouble.empty(), OptionalDouble.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    q:500:0:0:0.00:0.0:0.00:0
                    q:500:0:1:85.01:50.0:0.00:0
                    q:500:0:1:-127.00:50.0:0.00:0
                    q:500:0:1:nan:50.0:0.00:0
                    q:500:0:x:12.50:50.0:0.00:0
                    q:500:0:1
                    q:500:0
                    """)
    void whereNothingIsFeltOrNothingPossibleTheAirIsUnknownAndThePositionIsNot(String line) {
        var reading = read(AstroLinkModel.FOCUSER_LINK, 0, line);

        assertThat(reading.weather()).isEmpty();
        assertThat(reading.temperatureCelsius()).isEmpty();
        assertThat(reading.positionSteps()).isEqualTo(500);
    }

    @ParameterizedTest(name = "{0} %, dew point {1}")
    @CsvSource({"0.0, 0.00", "101, 3", "nan, 3", "-1, 3"})
    void anImpossibleHumidityIsNoneAndTheTemperatureStands(String percent, String dew) {
        var line = "q:500:0:1:12.50:%s:%s:0".formatted(percent, dew);

        assertThat(read(AstroLinkModel.FOCUSER_LINK, 0, line).weather())
                .contains(new Weather(12.5, OptionalDouble.empty(), OptionalDouble.empty()));
    }

    @Test
    void aDewPointAboveTheTemperatureIsNone() {
        assertThat(read(AstroLinkModel.FOCUSER_LINK, 0, "q:500:0:1:12.50:55.0:20.00:0").weather())
                .contains(new Weather(12.5, OptionalDouble.of(55), OptionalDouble.empty()));
    }

    @ParameterizedTest(name = "{0}:{1}")
    @CsvSource({"1, 14.7, voltage too high (14.7 V)", "2, 10.3, current too high (10.3 A)"})
    void aTrippedProtectionSaysWhy(String code, String value, String reason) {
        String line = MINI.replaceAll(":0:0$", ":" + code + ":" + value);

        assertThat(read(AstroLinkModel.MINI, 0, line).tripped()).contains(reason);
    }

    private static Weather air(double celsius, double percent, double dewCelsius) {
        return new Weather(celsius, OptionalDouble.of(percent), OptionalDouble.of(dewCelsius));
    }

    private static AstroLinkReading read(AstroLinkModel model, int motor, String line) {
        var status =
                (AstroLinkReply.Status) AstroLinkCodec.decode((line + "\n").getBytes(ISO_8859_1));
        return AstroLinkReading.of(model, motor, status.fields());
    }
}
