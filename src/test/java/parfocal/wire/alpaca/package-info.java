/// Tests of `parfocal.wire.alpaca`.
@NullMarked
package parfocal.wire.alpaca;

import org.jspecify.annotations.NullMarked;
