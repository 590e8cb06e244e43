/// Tests of what shapes tell, against stars drawn by the tests themselves and by the rigs.
@NullMarked
package parfocal.shape;

import org.jspecify.annotations.NullMarked;
