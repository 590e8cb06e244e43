package parfocal.link;

import java.util.Optional;

/// What a USB device says of itself before anybody talks to it.
///
/// @param id           `vendor:product`, four lower-case hexadecimal digits each
/// @param manufacturer in the device's own words
/// @param product      in the device's own words
/// @param serialNumber tells two alike apart, where the maker gave one; some give the same to all
public record UsbIdentity(
        String id,
        Optional<String> manufacturer,
        Optional<String> product,
        Optional<String> serialNumber) {}
