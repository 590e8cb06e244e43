/// See the package of the same name under `src/main`.
@NullMarked
package parfocal.wire.indi;

import org.jspecify.annotations.NullMarked;
