/// The USB_Focus v3 tested against its sheet, its recorded transcript and the troubles of the field.
@NullMarked
package parfocal.driver.usbfocus;

import org.jspecify.annotations.NullMarked;
