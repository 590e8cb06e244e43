/// Stars of a frame: background, detection, what is not a star, and the true half-flux radius of what is.
///
/// May import `parfocal.image` and nothing else of ours: a frame measured twice must measure the same.
@NullMarked
package parfocal.stars;

import org.jspecify.annotations.NullMarked;
