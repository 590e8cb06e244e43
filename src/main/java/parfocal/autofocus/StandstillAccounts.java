package parfocal.autofocus;

import java.util.List;
import java.util.stream.IntStream;
import parfocal.autofocus.LostSteps.Kind;

/// One account for each frame since which the tube could have stood still.
record StandstillAccounts(WeighedFrames frames) {
    List<Account> all() {
        return IntStream.range(frames.first() + 1, frames.taken()).mapToObj(this::since).toList();
    }

    private Account since(int first) {
        double stands = frames.position(first - 1);
        return Account.of(
                Kind.STOPPED,
                first,
                0,
                frames.explained(i -> i < first ? 0 : frames.position(i) - stands),
                2);
    }
}
