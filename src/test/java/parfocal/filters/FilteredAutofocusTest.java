package parfocal.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.Cause;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Seen;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Glance;
import parfocal.rig.Rig;
import parfocal.rig.Rigs;
import parfocal.stars.Star;
import parfocal.stars.StarFlag;
import parfocal.time.VirtualPace;

/// On a simulated rig whose filters are not parfocal: Ha has its focus 63 µm, 21 steps of 3 µm, outward of L.
final class FilteredAutofocusTest {
    private static final int HA = 4;
    private static final double OFFSET_STEPS = 21;

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private Rig rig = Rig.setUp(Rigs.named("refractor-80").orElseThrow(), 3, pace);
    private Settling focuser = settled();
    private FilterWheel wheel = rig.wheel();

    @BeforeEach
    void open() throws Exception {
        wheel.turnTo(HA);
    }

    private Settling settled() {
        try {
            Focuser device = rig.connectFocuser(WireLog.none());
            return new Settling(
                    new Limits(device, device.travel()), pace, SettlingSettings.defaults());
        } catch (DeviceException trouble) {
            throw new AssertionError(trouble);
        }
    }

    @AfterEach
    void close() {
        focuser.close();
    }

    @Test
    void focusThroughTheReferenceIsFocusForTheFilterThatIsIn() throws Exception {
        FilteredAutofocus.Outcome outcome = run(known(OFFSET_STEPS, 0.3), this::focus);

        assertThat(outcome.result().accepted()).isTrue();
        assertThat(outcome.filter()).isEqualTo("L");
        assertThat(wheel.slot()).isEqualTo(HA);
        assertThat((double) focuser.status().positionSteps())
                .isCloseTo(rig.trueBestSteps(Approach.DOWN), within(3.0));
        assertThat(outcome.result().finalPositionSteps())
                .hasValue(focuser.status().positionSteps());
    }

    @Test
    void withoutAnOffsetOrWithOneThatIsTooUncertainTheFilterItselfIsFocusedThrough()
            throws Exception {
        FilterSettings none = FilterSettings.unknown().withReference(Optional.of("L"));

        assertThat(run(none, this::focus).filter()).isEqualTo("Ha");
        assertThat(run(known(OFFSET_STEPS, 30), this::focus).filter()).isEqualTo("Ha");
        assertThat(told).anyMatch(words -> words.contains("No offset of Ha"));
        assertThat(told).anyMatch(words -> words.contains("± 30.0 steps only"));
    }

    @Test
    void afterARefusedRunWheelAndFocuserAreWhereTheyWere() throws Exception {
        int start = focuser.status().positionSteps();

        FilteredAutofocus.Outcome outcome =
                run(
                        known(OFFSET_STEPS, 0),
                        plan -> {
                            assertThat(wheel.slot()).isZero();
                            return new Autofocus(focuser, blind(), pace, _ -> {}).run(plan);
                        });

        assertThat(outcome.result().accepted()).isFalse();
        assertThat(wheel.slot()).isEqualTo(HA);
        assertThat(focuser.status().positionSteps()).isEqualTo(start);
    }

    @Test
    void aWheelThatSomebodyTurnsOnceDuringARunIsTurnedBackAndTheFrameTakenAgain() throws Exception {
        FilteredAutofocus.Outcome outcome =
                run(known(OFFSET_STEPS, 0.3), plan -> turned(3, 4).run(plan));

        assertThat(outcome.result().accepted()).isTrue();
        assertThat(outcome.result().diagnoses())
                .anySatisfy(found -> {
                    assertThat(found.cause()).isEqualTo(Cause.FILTER_CHANGED);
                    assertThat(found.confidence()).isLessThan(0.5);
                    assertThat(found.message())
                            .contains("from L to Ha", "The frame was taken again.");
                });
        assertThat(wheel.slot()).isEqualTo(HA);
        assertThat((double) focuser.status().positionSteps())
                .isCloseTo(rig.trueBestSteps(Approach.DOWN), within(3.0));
    }

    @Test
    void aWheelThatSomebodyTurnsAgainAndAgainIsTheReasonOfTheRefusal() throws Exception {
        FilteredAutofocus.Outcome outcome =
                run(known(OFFSET_STEPS, 0.3), plan -> turned(3, 99).run(plan));

        assertThat(outcome.result().diagnoses().getFirst().cause()).isEqualTo(Cause.FILTER_CHANGED);
        assertThat(outcome.result().refusal().orElseThrow().reason()).contains("from L to Ha");
        assertThat(wheel.slot()).isEqualTo(HA);
    }

    /// Somebody turns the wheel to Ha during the frames from one on, before another.
    private Autofocus turned(int first, int end) {
        Eye eye = glancing(rig.glance());
        var frames = new AtomicInteger();
        Eye disturbed =
                exposure -> {
                    int frame = frames.incrementAndGet();
                    if (frame >= first && frame < end) {
                        wheel.turnTo(HA);
                    }
                    return eye.look(exposure);
                };
        return new Autofocus(focuser, disturbed, pace, _ -> {}).watching(wheel);
    }

    @Test
    void afterAnExceptionWheelAndFocuserAreWhereTheyWere() throws Exception {
        int start = focuser.status().positionSteps();

        assertThatThrownBy(() ->
                        run(
                                known(OFFSET_STEPS, 0),
                                _ -> {
                                    throw new DeviceException(
                                            new DeviceFault.NotConnected("Camera", "it is gone."));
                                }))
                .isInstanceOf(DeviceException.class);

        assertThat(wheel.slot()).isEqualTo(HA);
        assertThat(focuser.status().positionSteps()).isEqualTo(start);
    }

    @Test
    void offsetsAreMeasuredByRunsThatAlternateAndTheWheelIsPutBack() throws Exception {
        OffsetMeasurement.Outcome outcome =
                new OffsetMeasurement(focuser, wheel, this::focus, pace, _ -> {})
                        .measure(
                                new OffsetPlan("L", List.of("Ha", "B"), 3, FocusPlan.defaults()),
                                OptionalDouble.empty());

        OffsetFit fit = outcome.fit().orElseThrow();
        FilterOffset hydrogen = fit.offset("Ha").orElseThrow();
        assertThat(outcome.legs()).hasSize(10);
        assertThat(hydrogen.steps()).isCloseTo(21, within(4 * hydrogen.sigmaSteps()));
        assertThat(fit.offset("B").orElseThrow().steps())
                .isCloseTo(7, within(4 * fit.offset("B").orElseThrow().sigmaSteps()));
        assertThat(hydrogen.sigmaSteps()).isLessThan(2);
        assertThat(wheel.slot()).isEqualTo(HA);
        assertThat((double) focuser.status().positionSteps())
                .isCloseTo(rig.trueBestSteps(Approach.DOWN), within(4.0));
    }

    @Test
    void aFilterThatCannotBeFocusedThroughIsLeftOutAndNamed() throws Exception {
        OffsetMeasurement.Outcome outcome =
                new OffsetMeasurement(
                                focuser,
                                wheel,
                                plan ->
                                        wheel.slot() == 1
                                                ? new Autofocus(focuser, blind(), pace, _ -> {})
                                                        .run(plan)
                                                : focus(plan),
                                pace,
                                _ -> {})
                        .measure(
                                new OffsetPlan("L", List.of("R", "Ha"), 2, FocusPlan.defaults()),
                                OptionalDouble.empty());

        assertThat(outcome.leftOut()).containsOnlyKeys("R");
        assertThat(outcome.fit().orElseThrow().offsets()).containsOnlyKeys("Ha");
        assertThat(wheel.slot()).isEqualTo(HA);
    }

    @Test
    void aRunThatIsInterruptedPutsTheWheelBack() {
        assertThatThrownBy(() ->
                        run(
                                known(OFFSET_STEPS, 0),
                                _ -> {
                                    Thread.currentThread().interrupt();
                                    throw new InterruptedException();
                                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(slot()).isEqualTo(HA);
    }

    private int slot() {
        try {
            return wheel.slot();
        } catch (DeviceException | InterruptedException trouble) {
            throw new AssertionError(trouble);
        }
    }

    private FilteredAutofocus.Outcome run(FilterSettings settings, Focusing focusing)
            throws Exception {
        return new FilteredAutofocus(focuser, wheel, settings, OptionalDouble.of(12), told::add)
                .run(FocusPlan.defaults(), focusing);
    }

    private FocusResult focus(FocusPlan plan) throws DeviceException, InterruptedException {
        return new Autofocus(focuser, glancing(rig.glance()), pace, _ -> {}).run(plan);
    }

    private static Eye blind() {
        return _ -> {
            throw new DeviceException(new DeviceFault.CameraFailed("Camera", "no frame came."));
        };
    }

    /// Sizes of stars without pictures: quick.
    private static Eye glancing(Glance glance) {
        return exposure ->
                new Seen(
                        glance.expose(exposure).stars().stream()
                                .filter(star -> !star.saturated())
                                .map(FilteredAutofocusTest::star)
                                .sorted((a, b) -> Double.compare(b.fluxAdu(), a.fluxAdu()))
                                .toList(),
                        0,
                        0,
                        0,
                        0,
                        0);
    }

    private static Star star(Glance.SeenStar seen) {
        return new Star(
                seen.x(),
                seen.y(),
                seen.fluxAdu(),
                seen.hfrPixels(),
                seen.sigmaPixels(),
                2 * seen.hfrPixels(),
                seen.peakAdu(),
                seen.eccentricity(),
                seen.snr(),
                EnumSet.noneOf(StarFlag.class));
    }

    private static FilterSettings known(double steps, double sigmaSteps) {
        return FilterSettings.unknown()
                .withReference(Optional.of("L"))
                .withOffset(
                        "Ha", Optional.of(new FilterOffset(steps, sigmaSteps, Optional.empty())));
    }
}
