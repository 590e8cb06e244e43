/// How best focus follows the temperature: the law from points of many nights, its uncertainty and its quality in words, and what a
/// thermometer must do to be believed.
///
/// Pure functions and small states fed from outside; imports nothing of ours, knows no clock.
@NullMarked
package parfocal.thermal;

import org.jspecify.annotations.NullMarked;
