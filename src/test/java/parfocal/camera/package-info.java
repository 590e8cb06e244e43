/// See the package of the same name under `src/main`.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
