package parfocal.wire.alpaca;

import java.util.Locale;
import java.util.OptionalLong;

/// What an HTTP answer says before its body.
///
/// @param contentType empty where it is not told
/// @param length      of the body, where it is told
record HttpHead(int status, String contentType, OptionalLong length) {

    boolean isType(String type) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(type);
    }
}
