package parfocal.autofocus;

import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.LostSteps.Kind;

/// A tube that slides after every move, by what explains the frames best.
record SlipAccount(WeighedFrames frames) {
    Account best() {
        return Account.likeliest(frames.spanSteps() / 3, this::of);
    }

    private Account of(double each) {
        return Account.of(Kind.SLIP, 1, each, frames.explained(i -> each * movesTo(i)), 2);
    }

    /// Where it was only waited, nothing was moved.
    private long movesTo(int frame) {
        return IntStream.rangeClosed(1, frame)
                .filter(i -> frames.sample(i).purpose() != Purpose.WAITED)
                .count();
    }
}
