package parfocal.server.alpaca;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import parfocal.server.RawHttp;
import parfocal.server.RawHttp.Reply;
import tools.jackson.databind.JsonNode;

/// What ConformU's protocol test asks of every member, in its strict mode: casing, ids, bad values, extra parameters, replies. Written
/// from the facts about that test; it collects what it finds instead of stopping.
final class ProtocolRules {
    private static final String IDS = "ClientID=123456&ClientTransactionID=67890";
    private static final List<String> BAD_IDS =
            List.of(
                    "ClientID=&ClientTransactionID=67890",
                    "ClientID=+++++&ClientTransactionID=67890",
                    "ClientID=-12345&ClientTransactionID=67890",
                    "ClientID=NASDAQ&ClientTransactionID=67890",
                    "ClientID=123456&ClientTransactionID=",
                    "ClientID=123456&ClientTransactionID=+++++",
                    "ClientID=123456&ClientTransactionID=-67890",
                    "ClientID=123456&ClientTransactionID=qweqwe");
    private static final Set<Integer> FINE = Set.of(0, 0x400);

    static final List<String> COMMON =
            List.of(
                    "connected",
                    "connecting",
                    "description",
                    "devicestate",
                    "driverinfo",
                    "driverversion",
                    "interfaceversion",
                    "name",
                    "supportedactions");

    private final RawHttp http;
    private final String type;
    private final int number;
    private final List<String> found = new ArrayList<>();

    ProtocolRules(RawHttp http, String type, int number) {
        this.http = http;
        this.type = type;
        this.number = number;
    }

    List<String> found() {
        return found;
    }

    private String path(String member) {
        return "/api/v1/%s/%d/%s".formatted(type, number, member);
    }

    void connectsInAnyOrderOfParameters() throws IOException {
        expect(200, http.put(path("connected"), "Connected=True&" + IDS), "connect");
        expect(200, http.put(path("connected"), "Connected=False&" + IDS), "disconnect");
        expect(200, http.put(path("connected"), IDS + "&Connected=True"), "connect, ids first");
        for (String bad : List.of("", "123456", "asdqwe")) {
            expect(
                    400,
                    http.put(path("connected"), "Connected=" + bad + "&" + IDS),
                    "Connected=" + bad);
        }
    }

    void disconnects() throws IOException {
        expect(200, http.put(path("connected"), "Connected=False&" + IDS), "disconnect");
    }

    void badAddressesAreRefused() throws IOException {
        for (String bad :
                List.of(
                        "/api/v1/" + type.toUpperCase(Locale.ROOT) + "/" + number + "/description",
                        "/api/v1/baddevicetype/0/description",
                        "/api/v1/" + type + "/-1/description",
                        "/api/v1/" + type + "/99999/description",
                        "/api/v1/" + type + "/A/description",
                        "/api/v1/" + type + "/" + number + "/descrip",
                        "/api/v1/" + type + "/" + number + "/Description")) {
            expect(400, http.get(bad + "?" + IDS), bad);
        }
        for (String bad :
                List.of(
                        "/apx/v1/focuser/0/name",
                        "/api/V1/focuser/0/name",
                        "/api/v2/focuser/0/name")) {
            int status = http.get(bad).status();
            note(status >= 400 && status < 500, bad + " gave " + status);
        }
        for (String verb : List.of("POST", "DELETE", "OPTIONS")) {
            int status = http.exchange(verb, path("connected"), IDS).status();
            note(status >= 400 && status < 500, verb + " gave " + status);
        }
    }

    /// @param parameter `Name=Value` that the member wants besides the ids, or empty
    void reads(String member, String parameter) throws IOException {
        String and = parameter.isEmpty() ? "" : parameter + "&";
        String target = path(member) + "?" + and;
        good(http.get(target + IDS), member, 67_890, true);
        good(http.get(target + IDS + "&ExtraParameter=ExtraValue"), member, 67_890, true);
        good(http.get(target + "clientid=123456&ClientTransactionID=67890"), member, 67_890, true);
        good(http.get(target + "ClientID=123456&clienttransactionid=67890"), member, 67_890, true);
        good(
                http.get(path(member) + (parameter.isEmpty() ? "" : "?" + parameter)),
                member,
                0,
                true);
        for (String bad : BAD_IDS) {
            expect(400, http.get(target + bad), "GET " + member + " " + bad);
        }
        if (!parameter.isEmpty()) {
            good(
                    http.get(path(member) + "?" + inverted(parameter) + "&" + IDS),
                    member,
                    67_890,
                    true);
            String name = parameter.substring(0, parameter.indexOf('='));
            Reply reply = http.get(path(member) + "?" + name + "=asduio6fghZZ&" + IDS);
            note(
                    reply.status() == 400 || (reply.status() == 200 && reply.error() == 0x401),
                    "GET " + member + " with a bad value gave " + reply.text());
            expect(400, http.get(path(member) + "?" + IDS), "GET " + member + " without " + name);
        }
    }

    /// @param parameters `Name=Value&…` that the member wants besides the ids, or empty
    void writes(String member, String parameters) throws IOException {
        String and = parameters.isEmpty() ? "" : parameters + "&";
        good(http.put(path(member), and + IDS), member, 67_890, false);
        good(
                http.put(path(member), and + IDS + "&ExtraParameter=ExtraValue"),
                member,
                67_890,
                false);
        good(
                http.put(path(member), and + "clientid=123456&ClientTransactionID=67890"),
                member,
                67_890,
                false);
        good(
                http.put(path(member), and + "ClientID=123456&clienttransactionid=67890"),
                member,
                0,
                false);
        for (String bad : BAD_IDS) {
            expect(400, http.put(path(member), and + bad), "PUT " + member + " " + bad);
        }
        if (parameters.isEmpty()) {
            return;
        }
        for (String parameter : parameters.split("&", -1)) {
            String name = parameter.substring(0, parameter.indexOf('='));
            String others = parameters.replace(parameter, "");
            Reply bad = http.put(path(member), name + "=asduio6fghZZ&" + others + "&" + IDS);
            note(
                    bad.status() == 400 || (bad.status() == 200 && bad.error() == 0x401),
                    "PUT " + member + " with a bad " + name + " gave " + bad.text());
            expect(
                    400,
                    http.put(path(member), inverted(parameter) + "&" + others + "&" + IDS),
                    "PUT " + member + " with " + inverted(parameter));
        }
    }

    private void good(Reply reply, String member, long transaction, boolean wantsValue) {
        if (!expect(200, reply, member)) {
            return;
        }
        note(reply.contentType().startsWith("application/json"), member + " is no JSON");
        JsonNode json = reply.json();
        for (String key :
                List.of(
                        "ClientTransactionID",
                        "ServerTransactionID",
                        "ErrorNumber",
                        "ErrorMessage")) {
            note(json.has(key), member + " has no " + key);
        }
        note(
                json.get("ClientTransactionID").longValue() == transaction,
                "%s: %s for the transaction %d".formatted(member, json, transaction));
        note(json.get("ServerTransactionID").longValue() >= 1, member + " has no server id");
        note(FINE.contains(reply.error()), "%s: %s".formatted(member, json));
        note(
                (reply.error() == 0) == json.get("ErrorMessage").stringValue().isEmpty(),
                "%s: number and message disagree: %s".formatted(member, json));
        note(!wantsValue || json.has("Value"), member + " has no Value");
        if (member.equals("devicestate")) {
            json.get("Value")
                    .forEach(item ->
                            note(
                                    item.has("Name")
                                            && item.has("Value")
                                            && !item.get("Value").isNull(),
                                    "devicestate: " + item));
        }
    }

    private boolean expect(int status, Reply reply, String what) {
        boolean right = reply.status() == status;
        note(right, "%s gave %d, not %d: %s".formatted(what, reply.status(), status, reply.text()));
        if (status == 400 && right) {
            note(reply.contentType().startsWith("text/plain"), what + ": the refusal is not text");
        }
        return right;
    }

    private void note(boolean fine, String finding) {
        if (!fine) {
            found.add("%s %d: %s".formatted(type, number, finding));
        }
    }

    /// `Position=5` as `pOSITION=5`.
    private static String inverted(String parameter) {
        int end = parameter.indexOf('=');
        var name = new StringBuilder();
        parameter
                .substring(0, end)
                .chars()
                .map(c ->
                        Character.isUpperCase(c)
                                ? Character.toLowerCase(c)
                                : Character.toUpperCase(c))
                .forEach(c -> name.append((char) c));
        return name + parameter.substring(end);
    }

    static final Map<String, List<String>> READABLE =
            Map.of(
                    "focuser",
                    List.of(
                            "absolute",
                            "ismoving",
                            "maxincrement",
                            "maxstep",
                            "position",
                            "stepsize",
                            "tempcomp",
                            "tempcompavailable",
                            "temperature"),
                    "observingconditions",
                    List.of(
                            "averageperiod",
                            "cloudcover",
                            "dewpoint",
                            "humidity",
                            "pressure",
                            "rainrate",
                            "skybrightness",
                            "skyquality",
                            "skytemperature",
                            "starfwhm",
                            "temperature",
                            "winddirection",
                            "windgust",
                            "windspeed"),
                    "filterwheel",
                    List.of("focusoffsets", "names", "position"),
                    "camera",
                    List.of(
                            "bayeroffsetx",
                            "bayeroffsety",
                            "binx",
                            "biny",
                            "camerastate",
                            "cameraxsize",
                            "cameraysize",
                            "canabortexposure",
                            "canasymmetricbin",
                            "canfastreadout",
                            "cangetcoolerpower",
                            "canpulseguide",
                            "cansetccdtemperature",
                            "canstopexposure",
                            "ccdtemperature",
                            "cooleron",
                            "coolerpower",
                            "electronsperadu",
                            "exposuremax",
                            "exposuremin",
                            "exposureresolution",
                            "fastreadout",
                            "fullwellcapacity",
                            "gain",
                            "gainmax",
                            "gainmin",
                            "gains",
                            "hasshutter",
                            "heatsinktemperature",
                            "imagearray",
                            "imageready",
                            "ispulseguiding",
                            "lastexposureduration",
                            "lastexposurestarttime",
                            "maxadu",
                            "maxbinx",
                            "maxbiny",
                            "numx",
                            "numy",
                            "offset",
                            "offsetmax",
                            "offsetmin",
                            "offsets",
                            "percentcompleted",
                            "pixelsizex",
                            "pixelsizey",
                            "readoutmode",
                            "readoutmodes",
                            "sensorname",
                            "sensortype",
                            "setccdtemperature",
                            "startx",
                            "starty",
                            "subexposureduration"));
}
