@NullMarked
package parfocal.server.metrics;

import org.jspecify.annotations.NullMarked;
