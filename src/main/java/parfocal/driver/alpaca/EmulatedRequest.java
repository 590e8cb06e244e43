package parfocal.driver.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One HTTP request as it reaches the emulator.
///
/// @param path       without the query
/// @param parameters of the query or of the form; those of a query with names in lower case, where casing does not count
record EmulatedRequest(String method, String path, Map<String, String> parameters) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("(GET|PUT) (/[^ ?]*)(?:\\?([^ ]*))? HTTP/1\\.[01]");
    private static final Pattern LENGTH =
            Pattern.compile("(?im)^content-length: *(\\d{1,5}) *\\r?$");
    private static final String END_OF_HEAD = "\r\n\r\n";

    /// How many bytes the first request in what was heard has, or empty while it is incomplete.
    static Optional<Integer> lengthOfFirst(String heard) {
        int end = heard.indexOf(END_OF_HEAD);
        if (end < 0) {
            return Optional.empty();
        }
        Matcher length = LENGTH.matcher(heard.substring(0, end));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        int all = end + END_OF_HEAD.length() + body;
        return heard.length() >= all ? Optional.of(all) : Optional.empty();
    }

    /// @param whole one whole request
    /// @return empty when it is none that Alpaca knows
    static Optional<EmulatedRequest> parse(String whole) {
        Matcher first = FIRST_LINE.matcher(whole.substring(0, whole.indexOf("\r\n")));
        if (!first.matches()) {
            return Optional.empty();
        }
        boolean get = first.group(1).equals("GET");
        String query = first.group(3) == null ? "" : first.group(3);
        String body = whole.substring(whole.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
        String form = new String(body.getBytes(ISO_8859_1), UTF_8);
        return Optional.of(
                new EmulatedRequest(
                        first.group(1), first.group(2), decode(get ? query : form, get)));
    }

    private static Map<String, String> decode(String text, boolean anyCasing) {
        var parameters = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String name = pair.substring(0, equals);
                try {
                    parameters.put(
                            anyCasing ? name.toLowerCase(Locale.ROOT) : name,
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                } catch (IllegalArgumentException _) {
                    // A parameter that cannot be read was not given.
                }
            }
        }
        return parameters;
    }

    Optional<String> parameter(String name) {
        String key = method.equals("GET") ? name.toLowerCase(Locale.ROOT) : name;
        return Optional.ofNullable(parameters.get(key));
    }

    /// One of the two ids; 0 where none was given.
    long id(String name) {
        String text = parameter(name).orElse("0");
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
    }
}
