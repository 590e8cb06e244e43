/// Literal bytes of the sheet, ordinary nights and bad ones.
@NullMarked
package parfocal.driver.moonlite;

import org.jspecify.annotations.NullMarked;
