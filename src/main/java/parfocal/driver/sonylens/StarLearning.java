package parfocal.driver.sonylens;

/// Learning by star images.
///
/// A first sweep finds the curve. Then each key in turn goes near and comes back, between a place where the curve has left its
/// flat bottom and one where stars are still small, again and again until its size is known well enough; always on the near side
/// of focus, because the flat bottom tells nothing, both sides look alike, and the stop is close on the far side. A key
/// too big for that goes out alone and comes back by smaller ones, and the other way round. Last, far key 4 finds the stop.
final class StarLearning implements LensLearning {
    private final StarDraft draft;

    private StarLearning(StarDraft draft) {
        this.draft = draft;
    }

    static StarLearning start(Lens lens) {
        return new StarLearning(new StarDraft(lens));
    }

    @Override
    public Step next() {
        return draft.next();
    }

    @Override
    public LensLearning with(Measurement measurement) {
        var more = new StarDraft(draft);
        switch (measurement) {
            case Measurement.Stars(double pixels, double sigma) -> more.see(pixels, sigma);
            case Measurement.Nothing _ -> more.see(0, 1);
        }
        return new StarLearning(more);
    }
}
