/// The Celestron focus motor tested against its sheet, a recorded transcript, the troubles of the field and a driver of others.
@NullMarked
package parfocal.driver.celestron;

import org.jspecify.annotations.NullMarked;
