package parfocal.history;

/// What a reading is made of: its column, and how it is kept there.
enum Quantity {
    POSITION("position", Scale.WHOLE),
    TEMPERATURE("temperature", Scale.HUNDREDTHS),
    HUMIDITY("humidity", Scale.TENTHS),
    DEW_POINT("dew_point", Scale.HUNDREDTHS);

    private final String column;
    private final Scale scale;

    Quantity(String column, Scale scale) {
        this.column = column;
        this.scale = scale;
    }

    String column() {
        return column;
    }

    Scale scale() {
        return scale;
    }
}
