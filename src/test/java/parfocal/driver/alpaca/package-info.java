/// Tests of `parfocal.driver.alpaca`.
@NullMarked
package parfocal.driver.alpaca;

import org.jspecify.annotations.NullMarked;
