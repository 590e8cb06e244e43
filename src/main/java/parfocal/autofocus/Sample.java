package parfocal.autofocus;

import parfocal.device.Approach;

/// One measured position of a run.
///
/// @param positionSteps             where the focuser said it stood
/// @param arrival                   the direction of the last part of the move there; for the very first sample, which was
///                                  taken where the focuser happened to stand, the direction of the sweep
/// @param travelSinceReversalSteps  how far it had come in that direction since it last turned round; 0 for the first
/// @param proof                     whether this was the exposure after arriving
/// @param size                      what the stars said
public record Sample(
        int positionSteps,
        Approach arrival,
        int travelSinceReversalSteps,
        boolean proof,
        FrameSize size) {}
