package parfocal.driver;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import parfocal.link.LineTrouble;

/// What every driver is examined with, and what its own protocol adds to that.
public final class Troubles {
    /// A reply as it should be.
    public static final LineTrouble NONE = new LineTrouble.NoiseBefore("");

    private Troubles() {}

    /// Silence, noise, four delays round a deadline of a second and each length a reply can be cut to.
    ///
    /// @param longestReply in bytes
    /// @param own          of this protocol: noise that looks like a reply, a delay that hits a gap
    public static Stream<LineTrouble> ofAReply(int longestReply, LineTrouble... own) {
        Stream<LineTrouble> common =
                Stream.of(
                        new LineTrouble.Silence(),
                        new LineTrouble.NoiseBefore("x\u00ff?"),
                        new LineTrouble.Late(Duration.ofMillis(300)),
                        new LineTrouble.Late(Duration.ofMillis(1_020)),
                        new LineTrouble.Late(Duration.ofMillis(1_500)),
                        new LineTrouble.Late(Duration.ofMillis(2_500)));
        Stream<LineTrouble> cuts =
                IntStream.range(0, longestReply).mapToObj(LineTrouble.CutAfter::new);
        return Stream.of(common, Arrays.stream(own), cuts).flatMap(Function.identity());
    }

    /// Each of these troubles with each number of healthy replies before it.
    ///
    /// @param replies how many replies a session has to spoil
    public static Stream<Arguments> atEveryReply(
            int replies, int longestReply, LineTrouble... own) {
        return IntStream.range(0, replies)
                .boxed()
                .flatMap(reply ->
                        ofAReply(longestReply, own).map(trouble -> Arguments.of(trouble, reply)));
    }

    /// A night on a bad line.
    ///
    /// @param luck what becomes of one reply
    public static LineTrouble[] night(
            long seed, int replies, Function<RandomGenerator, LineTrouble> luck) {
        RandomGenerator random = random(seed);
        return IntStream.range(0, replies)
                .mapToObj(_ -> luck.apply(random))
                .toArray(LineTrouble[]::new);
    }

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
