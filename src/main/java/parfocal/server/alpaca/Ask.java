package parfocal.server.alpaca;

import java.util.Optional;
import parfocal.hub.Client;

/// One request to a device or to the management, with its numbers checked.
///
/// @param form              the parameters
/// @param clientId          who asks; 0 where nobody says
/// @param clientTransaction the asker's number of this request; 0 where none is given
/// @param wantsImageBytes   whether the asker reads pictures as ImageBytes
/// @param showsToken        whether the hub's token came with the request's header
record Ask(
        Form form,
        long clientId,
        long clientTransaction,
        boolean wantsImageBytes,
        boolean showsToken) {
    private static final long LARGEST_ID = 0xFFFF_FFFFL;
    private static final int LONGEST_ID = 10;
    private static final int LONGEST_SHOWN = 40;

    static Ask of(Form form, boolean wantsImageBytes, boolean showsToken) throws BadAsk {
        return new Ask(
                form,
                id(form, "ClientID"),
                id(form, "ClientTransactionID"),
                wantsImageBytes,
                showsToken);
    }

    /// As the hub knows the asker.
    Client client() {
        return client(clientId);
    }

    static Client client(long id) {
        return new Client("Alpaca", id == 0 ? "" : Long.toString(id));
    }

    /// A parameter that must be there.
    String text(String name) throws BadAsk {
        Optional<String> value = form.value(name);
        if (value.isEmpty()) {
            throw new BadAsk("The parameter %s is missing.".formatted(name));
        }
        return value.get();
    }

    String text(String name, String otherwise) {
        return form.value(name).orElse(otherwise);
    }

    boolean truth(String name) throws BadAsk {
        String text = text(name);
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw bad(name, text, "True or False");
    }

    /// 32 bits, with a sign.
    int whole(String name) throws BadAsk {
        String text = text(name);
        if (isWhole(text)) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException tooLarge) {
                throw bad(name, text, "a whole number of 32 bits");
            }
        }
        throw bad(name, text, "a whole number");
    }

    /// With a point, whatever the machine's own habits are.
    double decimal(String name) throws BadAsk {
        String text = text(name);
        if (isDecimal(text)) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        }
        throw bad(name, text, "a number");
    }

    private static long id(Form form, String name) throws BadAsk {
        String text = form.value(name).orElse("0");
        if (text.length() <= LONGEST_ID && !text.isEmpty() && areDigits(text, 0)) {
            long id = Long.parseLong(text);
            if (id <= LARGEST_ID) {
                return id;
            }
        }
        throw bad(name, text, "a whole number from 0 to " + LARGEST_ID);
    }

    private static boolean isWhole(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        return text.length() > first && areDigits(text, first);
    }

    private static boolean areDigits(String text, int from) {
        return text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isDecimal(String text) {
        return text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    }

    private static BadAsk bad(String name, String text, String expected) {
        return new BadAsk(
                "%s is '%s'; it has to be %s."
                        .formatted(
                                name,
                                text.substring(0, Math.min(LONGEST_SHOWN, text.length())),
                                expected));
    }
}
