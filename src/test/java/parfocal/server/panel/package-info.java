@NullMarked
package parfocal.server.panel;

import org.jspecify.annotations.NullMarked;
