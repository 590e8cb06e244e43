@NullMarked
package parfocal.hub;

import org.jspecify.annotations.NullMarked;
