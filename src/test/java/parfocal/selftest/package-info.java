/// Scripted focusers and a telescope on paper.
@org.jspecify.annotations.NullMarked
package parfocal.selftest;
