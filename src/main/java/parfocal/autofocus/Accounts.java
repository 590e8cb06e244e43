package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.ErrorLaw;
import parfocal.device.Approach;

/// Accounts of one run, weighed against each other: the positions as reported in ordinary air, the same in rough air, one move that was
/// lost, a tube that slides after every move, one that stands still from some frame on, one that binds beyond some place, one that steps up
/// and down by unequal steps, a best focus that moves with time. Each explains the same frames with one curve; every number it is free to choose costs `ln n` (Schwarz's
/// criterion), so that whatever explains all frames with the fewest assumptions is believed.
final class Accounts {
    static final int FEWEST_SAMPLES = 6;

    private static final int FEWEST_TO_CROSS_EXAMINE = 5;

    /// Twice the logarithm of a likelihood ratio of fifty: nobody is told that his focuser lies for less. On simulated nights true
    /// accounts stand above 9, and false ones below 4.
    static final double CLEARLY_BETTER = 8;

    /// Of four hundred: slipping can be of any size and either way, and follows rough frames more easily; so can what follows.
    private static final double BETTER_FOR_ANY_SIZE = 12;

    /// And of ten: two accounts as near as that are both named.
    private static final double NEARLY_AS_GOOD = 4.6;

    /// [Explanation#strain] for each frame beyond which an account, better or not, explains nothing.
    private static final double MOST_STRAIN = 2.5;

    private final WeighedFrames frames;
    private final double believing;

    private Accounts(WeighedFrames frames, List<Sample> all, ErrorLaw law) {
        this.frames = frames;
        this.believing =
                Math.min(
                        frames.asReported().misfit(),
                        RoughAir.in(all, law)
                                .map(RoughAir::explanation)
                                .orElse(Double.POSITIVE_INFINITY));
    }

    /// Whether there are frames enough to tell.
    static boolean enough(List<Sample> all, ErrorLaw law) {
        return new WeighedFrames(all, law).count() >= FEWEST_SAMPLES;
    }

    /// The likeliest account that does not believe the numbers, where it is clearly likelier than all that do.
    static Optional<LostSteps> likeliest(List<Sample> all, ErrorLaw law) {
        var frames = new WeighedFrames(all, law);
        return tells(frames) ? new Accounts(frames, all, law).likeliest() : Optional.empty();
    }

    /// A best focus that moves on with time, where that is the likeliest account.
    static Optional<Drift> drift(List<Sample> all, ErrorLaw law) {
        var frames = new WeighedFrames(all, law);
        var drift = new DriftAccount(frames);
        if (!tells(frames) || !drift.possible()) {
            return Optional.empty();
        }
        List<Account> convincing = new Accounts(frames, all, law).convincing();
        return convincing.stream()
                .findFirst()
                .filter(best -> best.kind() == Kind.DRIFT)
                .map(best -> drift.told(best, rival(best, convincing).map(Account::kind)));
    }

    /// Whether moves that were lost a little each, or a focus that moves with time, are likelier than what was reported: worth a frame
    /// that tells the two apart, as long as no thermometer does.
    static boolean driftIsSuspected(List<Sample> all, ErrorLaw law) {
        var frames = new WeighedFrames(all, law);
        var drift = new DriftAccount(frames);
        if (frames.count() < FEWEST_SAMPLES || !drift.possible()) {
            return false;
        }
        double moving = Math.min(new SlipAccount(frames).best().misfit(), drift.best().misfit());
        return new Accounts(frames, all, law).believing - moving > NEARLY_AS_GOOD;
    }

    private static boolean tells(WeighedFrames frames) {
        return frames.count() >= FEWEST_SAMPLES && frames.asReported().strain() >= CLEARLY_BETTER;
    }

    private Optional<LostSteps> likeliest() {
        List<Account> convincing = convincing();
        return convincing.stream()
                .findFirst()
                .filter(best -> best.kind() != Kind.DRIFT)
                .map(best ->
                        lost(
                                best,
                                rival(best, convincing)
                                        .map(other -> lost(other, Optional.empty()))));
    }

    private List<Account> convincing() {
        return all().filter(this::convincing)
                .sorted((a, b) -> Double.compare(a.misfit(), b.misfit()))
                .toList();
    }

    private static Optional<Account> rival(Account best, List<Account> convincing) {
        return convincing.stream()
                .filter(other -> other.kind() != best.kind())
                .filter(other -> other.misfit() - best.misfit() < NEARLY_AS_GOOD)
                .findFirst();
    }

    private LostSteps lost(Account account, Optional<LostSteps> rival) {
        return new LostSteps(
                account.kind(),
                account.sample(),
                account.until(),
                account.steps(),
                account.why().curve(),
                believing - account.misfit(),
                rival);
    }

    private boolean convincing(Account account) {
        return believing - account.misfit() > clearly(account.kind())
                && account.why().strain() < MOST_STRAIN * frames.count();
    }

    private static double clearly(Kind kind) {
        return switch (kind) {
            case GHOST, STOPPED -> CLEARLY_BETTER;
            case SLIP, BINDS_UP, BINDS_DOWN, UNEQUAL, DRIFT -> BETTER_FOR_ANY_SIZE;
        };
    }

    private Stream<Account> all() {
        var drift = new DriftAccount(frames);
        return Stream.of(
                        new LostMoveAccounts(frames).all().stream(),
                        Stream.of(new SlipAccount(frames).best()),
                        new StandstillAccounts(frames).all().stream(),
                        new BindingAccount(frames, Approach.UP).best().stream(),
                        new BindingAccount(frames, Approach.DOWN).best().stream(),
                        new UnequalStepsAccount(frames).best().stream(),
                        drift.possible() ? Stream.of(drift.best()) : Stream.<Account>empty())
                .flatMap(accounts -> accounts);
    }

    /// Whether a tube that stands still from some frame on explains the frames as well as anything else does. Asked of few frames, too:
    /// then it has been seen standing, and this is the cross-examination.
    static boolean standingStillIsAsLikely(List<Sample> all, ErrorLaw law) {
        var frames = new WeighedFrames(all, law);
        if (frames.count() < FEWEST_TO_CROSS_EXAMINE) {
            return true;
        }
        var accounts = new Accounts(frames, all, law);
        var others = new ArrayList<Account>();
        if (frames.count() >= FEWEST_SAMPLES) {
            others.addAll(new LostMoveAccounts(frames).all());
            others.add(new SlipAccount(frames).best());
        }
        double otherwise = Math.min(accounts.believing, least(others));
        return least(new StandstillAccounts(frames).all()) < otherwise + NEARLY_AS_GOOD;
    }

    private static double least(List<Account> accounts) {
        return accounts.stream()
                .mapToDouble(Account::misfit)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
