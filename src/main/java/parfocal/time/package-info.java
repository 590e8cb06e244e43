/// Time, given from outside: [parfocal.time.Pace] is the only clock and the only way to wait.
///
/// May import nothing of ours; everything above waits through it, so that a night of eight hours is a test of a second.
@NullMarked
package parfocal.time;

import org.jspecify.annotations.NullMarked;
