@NullMarked
package parfocal.server.mqtt;

import org.jspecify.annotations.NullMarked;
