/// The web door against all sorts of callers.
@NullMarked
package parfocal.server;

import org.jspecify.annotations.NullMarked;
