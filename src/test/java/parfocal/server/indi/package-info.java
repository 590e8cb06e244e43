/// See the package of the same name under `src/main`.
@NullMarked
package parfocal.server.indi;

import org.jspecify.annotations.NullMarked;
