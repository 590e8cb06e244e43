@NullMarked
package parfocal.history;

import org.jspecify.annotations.NullMarked;
