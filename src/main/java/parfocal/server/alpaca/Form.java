package parfocal.server.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Named values of a query or a form body. The first of several with the same name counts.
///
/// @param values      by name; lower case when the case of names does not matter
/// @param anyCase     whether names are the same in any casing, as in a query
record Form(Map<String, String> values, boolean anyCase) {

    static Form ofQuery(String query) throws BadAsk {
        return parse(query, true);
    }

    static Form ofBody(String body) throws BadAsk {
        return parse(body, false);
    }

    private static Form parse(String text, boolean anyCase) throws BadAsk {
        var values = new HashMap<String, String>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                String pair = text.substring(start, end);
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                values.putIfAbsent(anyCase ? name.toLowerCase(Locale.ROOT) : name, value);
            }
            start = end + 1;
        }
        return new Form(values, anyCase);
    }

    private static String decoded(String text) throws BadAsk {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new BadAsk("'%s' is not URL-encoded.".formatted(text));
        }
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(anyCase ? name.toLowerCase(Locale.ROOT) : name));
    }
}
