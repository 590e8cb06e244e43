/// What the curve promises, and how well it keeps it.
@NullMarked
package parfocal.curve;

import org.jspecify.annotations.NullMarked;
