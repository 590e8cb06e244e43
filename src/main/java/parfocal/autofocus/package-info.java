/// One autofocus run: what to measure next, when to stop, how to arrive, and whether the stars agree.
///
/// May import `parfocal.device`, `parfocal.image`, `parfocal.time`, `parfocal.stars`, `parfocal.curve` and `parfocal.motion`.
@NullMarked
package parfocal.autofocus;

import org.jspecify.annotations.NullMarked;
