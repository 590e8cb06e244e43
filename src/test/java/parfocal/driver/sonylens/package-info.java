/// A lens on a camera tested against literal packets, its emulated body in virtual time, and the real gphoto2.
@NullMarked
package parfocal.driver.sonylens;

import org.jspecify.annotations.NullMarked;
