package parfocal.driver.astrolink;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;
import parfocal.driver.SettingValue;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// One field of a settings line under the name people type.
///
/// @param field     counted from 1, as on the sheet
/// @param form      how the field's number and the value people see belong together
/// @param companion a field that the maker's own program always writes along with this one, as a multiple of it; acceleration
///     with speed
record AstroLinkSetting(
        String name,
        String description,
        Kind kind,
        Sheet sheet,
        int field,
        Form form,
        Optional<Companion> companion) {

    record Companion(int field, int factor) {}

    sealed interface Form {
        record Plain() implements Form {}

        /// The field counts tens of what people see.
        record Tens() implements Form {}

        /// The field counts hundredths of what people see.
        record Hundredths() implements Form {}

        /// The field's numbers, in the order of the words.
        record Codes(List<String> codes) implements Form {}
    }

    private static final List<String> ON_OFF = List.of("off", "on");

    static AstroLinkSetting whole(
            String name, String description, int minimum, int maximum, Sheet sheet, int field) {
        return new AstroLinkSetting(
                name,
                description,
                new Kind.Whole(minimum, maximum),
                sheet,
                field,
                new Form.Plain(),
                Optional.empty());
    }

    static AstroLinkSetting decimal(
            String name,
            String description,
            double minimum,
            double maximum,
            Sheet sheet,
            int field) {
        return new AstroLinkSetting(
                name,
                description,
                new Kind.Decimal(minimum, maximum),
                sheet,
                field,
                new Form.Hundredths(),
                Optional.empty());
    }

    static AstroLinkSetting choice(
            String name, String description, List<String> words, Sheet sheet, int field) {
        List<String> codes = new ArrayList<>();
        for (int code = 0; code < words.size(); code++) {
            codes.add(Integer.toString(code));
        }
        return whole(name, description, 0, 0, sheet, field).worded(words, codes);
    }

    static AstroLinkSetting onOff(String name, String description, Sheet sheet, int field) {
        return choice(name, description, ON_OFF, sheet, field);
    }

    AstroLinkSetting worded(List<String> words, List<String> codes) {
        return new AstroLinkSetting(
                name,
                description,
                new Kind.Choice(words),
                sheet,
                field,
                new Form.Codes(List.copyOf(codes)),
                companion);
    }

    AstroLinkSetting inTens() {
        return new AstroLinkSetting(
                name, description, kind, sheet, field, new Form.Tens(), companion);
    }

    AstroLinkSetting with(int companionField, int factor) {
        return new AstroLinkSetting(
                name,
                description,
                kind,
                sheet,
                field,
                form,
                Optional.of(new Companion(companionField, factor)));
    }

    /// The present value, or empty where the firmware's line is too short to have it.
    Optional<Setting> shown(Map<Sheet, List<String>> lines) {
        List<String> fields = lines.getOrDefault(sheet, List.of());
        return field <= fields.size()
                ? Optional.of(new Setting(name, description, kind, value(fields.get(field - 1))))
                : Optional.empty();
    }

    private String value(String text) {
        return switch (form) {
            case Form.Plain() -> text;
            case Form.Tens() ->
                    AstroLinkCodec.isWhole(text)
                            ? Long.toString(10L * Integer.parseInt(text))
                            : AstroLinkSettings.UNKNOWN;
            case Form.Hundredths() ->
                    AstroLinkCodec.isNumber(text)
                            ? plain(new BigDecimal(text).movePointLeft(2))
                            : AstroLinkSettings.UNKNOWN;
            case Form.Codes(List<String> codes) ->
                    codes.contains(text) && kind instanceof Kind.Choice(List<String> words)
                            ? words.get(codes.indexOf(text))
                            : AstroLinkSettings.UNKNOWN;
        };
    }

    /// What has to be written for a value, or empty when it cannot have it.
    Optional<Map<Integer, String>> fieldsFor(SettingValue wanted) {
        if (!wanted.fits(kind)) {
            return Optional.empty();
        }
        return fieldFor(wanted.text())
                .map(text ->
                        companion
                                .map(other ->
                                        Map.of(
                                                field,
                                                text,
                                                other.field(),
                                                Integer.toString(
                                                        other.factor() * Integer.parseInt(text))))
                                .orElseGet(() -> Map.of(field, text)));
    }

    private Optional<String> fieldFor(String value) {
        return switch (form) {
            case Form.Plain() -> Optional.of(Integer.toString(Integer.parseInt(value)));
            case Form.Tens() -> whole(new BigDecimal(value).movePointLeft(1));
            case Form.Hundredths() ->
                    AstroLinkCodec.isNumber(value)
                            ? whole(new BigDecimal(value).movePointRight(2))
                            : Optional.empty();
            case Form.Codes(List<String> codes) ->
                    kind instanceof Kind.Choice(List<String> words)
                            ? Optional.of(codes.get(words.indexOf(value)))
                            : Optional.empty();
        };
    }

    private static Optional<String> whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? Optional.of(plain(number))
                : Optional.empty();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    String allowed() {
        return switch (form) {
            case Form.Tens() -> kind.allowed() + ", in tens";
            case Form.Hundredths() -> kind.allowed() + ", in hundredths";
            case Form.Plain(), Form.Codes _ -> kind.allowed();
        };
    }
}
