@NullMarked
package parfocal.autofocus;

import org.jspecify.annotations.NullMarked;
