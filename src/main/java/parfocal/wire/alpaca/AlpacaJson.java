package parfocal.wire.alpaca;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values as JSON and back. Only small ones: pictures go through [JsonImageReader].
final class AlpacaJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AlpacaJson() {}

    static byte[] write(AlpacaReply reply) {
        var members = new LinkedHashMap<String, AlpacaValue>();
        reply.value().ifPresent(value -> members.put("Value", value));
        members.put("ClientTransactionID", AlpacaValue.of(reply.clientTransaction()));
        members.put("ServerTransactionID", AlpacaValue.of(reply.serverTransaction()));
        members.put("ErrorNumber", AlpacaValue.of(reply.errorNumber()));
        members.put("ErrorMessage", AlpacaValue.of(reply.errorMessage()));
        return write(new AlpacaValue.Members(members));
    }

    static byte[] write(AlpacaValue value) {
        var bytes = new ByteArrayOutputStream(160);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            write(value, json);
        }
        return bytes.toByteArray();
    }

    private static void write(AlpacaValue value, JsonGenerator json) {
        switch (value) {
            case AlpacaValue.Nothing() -> json.writeNull();
            case AlpacaValue.Truth(boolean truth) -> json.writeBoolean(truth);
            case AlpacaValue.Whole(long whole) -> json.writeNumber(whole);
            case AlpacaValue.Decimal(double decimal) -> json.writeNumber(decimal);
            case AlpacaValue.Text(String text) -> json.writeString(text);
            case AlpacaValue.Sequence(List<AlpacaValue> values) -> {
                json.writeStartArray();
                values.forEach(each -> write(each, json));
                json.writeEndArray();
            }
            case AlpacaValue.Members(Map<String, AlpacaValue> members) -> {
                json.writeStartObject();
                members.forEach((name, each) -> {
                    json.writeName(name);
                    write(each, json);
                });
                json.writeEndObject();
            }
        }
    }

    static AlpacaReply read(byte[] bytes) throws AlpacaFormatException {
        AlpacaValue.Members envelope = readMembers(bytes);
        return new AlpacaReply(
                envelope.member("Value"),
                id(envelope, "ClientTransactionID"),
                id(envelope, "ServerTransactionID"),
                errorNumber(envelope),
                errorMessage(envelope));
    }

    static AlpacaValue.Members readMembers(byte[] bytes) throws AlpacaFormatException {
        try {
            if (value(MAPPER.readTree(bytes)) instanceof AlpacaValue.Members members) {
                return members;
            }
        } catch (JacksonException malformed) {
            throw new AlpacaFormatException("no JSON", malformed);
        }
        throw new AlpacaFormatException("no JSON object");
    }

    // An id of the wrong kind is as good as none: clients must not fall over it.
    private static long id(AlpacaValue.Members envelope, String name) {
        return envelope.member(name).orElse(new AlpacaValue.Nothing())
                        instanceof AlpacaValue.Whole(long id)
                ? id
                : 0;
    }

    private static int errorNumber(AlpacaValue.Members envelope) throws AlpacaFormatException {
        Optional<AlpacaValue> number = envelope.member("ErrorNumber");
        return number.isEmpty() || number.get() instanceof AlpacaValue.Nothing
                ? 0
                : number.get().asWhole();
    }

    private static String errorMessage(AlpacaValue.Members envelope) throws AlpacaFormatException {
        Optional<AlpacaValue> message = envelope.member("ErrorMessage");
        return message.isEmpty() || message.get() instanceof AlpacaValue.Nothing
                ? ""
                : message.get().asText();
    }

    private static AlpacaValue value(JsonNode node) throws AlpacaFormatException {
        if (node.isBoolean()) {
            return AlpacaValue.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return AlpacaValue.of(node.longValue());
        }
        if (node.isNumber()) {
            double number = node.asDouble();
            if (!Double.isFinite(number)) {
                throw new AlpacaFormatException("a number beyond all bounds");
            }
            return AlpacaValue.of(number);
        }
        if (node.isString()) {
            return AlpacaValue.of(node.stringValue());
        }
        if (node.isArray()) {
            var values = new ArrayList<AlpacaValue>();
            for (JsonNode each : node) {
                values.add(value(each));
            }
            return new AlpacaValue.Sequence(values);
        }
        if (node.isObject()) {
            var members = new LinkedHashMap<String, AlpacaValue>();
            for (Map.Entry<String, JsonNode> each : node.properties()) {
                members.put(each.getKey(), value(each.getValue()));
            }
            return new AlpacaValue.Members(members);
        }
        return new AlpacaValue.Nothing();
    }
}
