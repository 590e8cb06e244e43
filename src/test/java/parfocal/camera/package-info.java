/// Tests of `parfocal.camera`.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
