/// The test of a focuser by itself and, with a camera, of the tube it turns: whether orders are carried out, and what it means where
/// they are not.
///
/// Lives here: [parfocal.selftest.MotionTest] and [parfocal.selftest.RackTest], which do, and the findings, which are drawn from what
/// was seen by pure functions. May import `parfocal.motion`, `parfocal.stars`, `parfocal.device` and `parfocal.time`.
@NullMarked
package parfocal.selftest;

import org.jspecify.annotations.NullMarked;
