package parfocal.nights;

import parfocal.rig.RigPlan;

/// One night to be lived through.
///
/// @param rig       set up, with everything its night will meet
/// @param condition what kind of night it is
/// @param seed      of sky, weather and noise
/// @param number    of the night in its cell, from 0
/// @param quick     star sizes drawn from the truth instead of measured on rendered frames
public record NightPlan(RigPlan rig, Condition condition, long seed, int number, boolean quick) {}
