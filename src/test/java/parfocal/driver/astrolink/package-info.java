/// AstroLink 4 and FocuserLink tested against the maker's sample lines, a recorded transcript and the troubles of the field.
@NullMarked
package parfocal.driver.astrolink;

import org.jspecify.annotations.NullMarked;
