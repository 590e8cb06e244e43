package parfocal.stars;

/// A peak and what was measured there.
///
/// @param snr of the peak against the noise of its own surroundings
record Candidate(Peak peak, Light light, double snr) {}
