package parfocal.wire.alpaca;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import parfocal.image.Frame;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.async.ByteArrayFeeder;

/// Makes a frame of a picture written in JSON, while it comes in: `Value[x][y]`, or `Value[x][y][plane]` whose planes become their
/// mean. The numbers never stand in a tree; only the columns wait until the last one is there, because nothing tells beforehand
/// how many there are.
final class JsonImageReader implements ReplySink<ImageReply> {
    private static final int LONGEST_MESSAGE = 4_096;

    private final long largestPixels;
    private final JsonParser parser = AlpacaJson.MAPPER.createNonBlockingByteArrayParser();
    private final List<float[]> columns = new ArrayList<>();
    private float[] column = {};
    private int filled;
    private long pixels;
    private int objects;
    private int arrays;
    private String key = "";
    private double planesSum;
    private int planes;
    private int errorNumber;
    private String errorMessage = "";
    private long clientTransaction;
    private boolean over;

    JsonImageReader(long largestPixels) {
        this.largestPixels = Math.min(largestPixels, Integer.MAX_VALUE - 8);
    }

    @Override
    public void take(ByteBuffer bytes) throws AlpacaFormatException {
        byte[] portion = new byte[bytes.remaining()];
        bytes.get(portion);
        try {
            if (portion.length > 0) {
                ((ByteArrayFeeder) parser.nonBlockingInputFeeder())
                        .feedInput(portion, 0, portion.length);
            }
            parse();
        } catch (JacksonException malformed) {
            throw new AlpacaFormatException("no JSON", malformed);
        }
    }

    @Override
    public ImageReply end() throws AlpacaFormatException {
        parser.nonBlockingInputFeeder().endOfInput();
        try {
            parse();
        } catch (JacksonException malformed) {
            throw new AlpacaFormatException("JSON that breaks off", malformed);
        }
        if (!over) {
            throw new AlpacaFormatException("JSON that breaks off");
        }
        if (errorNumber != 0 || !errorMessage.isEmpty()) {
            return new ImageReply.Failure(errorNumber, errorMessage, clientTransaction);
        }
        return new ImageReply.Picture(frame(), clientTransaction);
    }

    private void parse() throws AlpacaFormatException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            see(token);
        }
    }

    private void see(JsonToken token) throws AlpacaFormatException {
        switch (token) {
            case START_OBJECT -> objects++;
            case END_OBJECT -> {
                objects--;
                over = objects == 0;
            }
            case PROPERTY_NAME -> key = parser.currentName();
            case START_ARRAY -> {
                arrays++;
                if (arrays == 3) {
                    planesSum = 0;
                    planes = 0;
                }
            }
            case END_ARRAY -> {
                endArray();
                arrays--;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> seeNumber();
            case VALUE_STRING -> {
                if (key.equalsIgnoreCase("ErrorMessage")) {
                    String text = parser.getString();
                    errorMessage = text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
                }
            }
            case VALUE_NULL, VALUE_TRUE, VALUE_FALSE, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
        }
    }

    private void endArray() throws AlpacaFormatException {
        if (inValue() && arrays == 3) {
            if (planes == 0) {
                throw new AlpacaFormatException("a pixel without a value");
            }
            put((float) (planesSum / planes));
        } else if (inValue() && arrays == 2) {
            if (!columns.isEmpty() && columns.getFirst().length != filled) {
                throw new AlpacaFormatException(
                        "columns of %d and of %d pixels in one picture"
                                .formatted(columns.getFirst().length, filled));
            }
            columns.add(column.length == filled ? column : Arrays.copyOf(column, filled));
            // The next is as long, if all is well.
            column = new float[filled];
            filled = 0;
        }
    }

    private boolean inValue() {
        return objects == 1 && key.equalsIgnoreCase("Value");
    }

    private void seeNumber() throws AlpacaFormatException {
        if (inValue() && arrays == 2) {
            put(parser.getFloatValue());
        } else if (inValue() && arrays == 3) {
            planesSum += parser.getDoubleValue();
            planes++;
        } else if (objects == 1 && arrays == 0) {
            if (key.equalsIgnoreCase("ErrorNumber")) {
                errorNumber = parser.getIntValue();
            } else if (key.equalsIgnoreCase("ClientTransactionID")) {
                clientTransaction = (long) parser.getDoubleValue();
            }
        }
    }

    private void put(float adu) throws AlpacaFormatException {
        if (++pixels > largestPixels) {
            throw new AlpacaFormatException(
                    "a picture of more than the %d pixels that were to be expected"
                            .formatted(largestPixels));
        }
        if (filled == column.length) {
            column = Arrays.copyOf(column, Math.max(1_024, 2 * filled));
        }
        column[filled++] = adu;
    }

    private Frame frame() throws AlpacaFormatException {
        int width = columns.size();
        int height = width == 0 ? 0 : columns.getFirst().length;
        if (height == 0) {
            throw new AlpacaFormatException("a picture without pixels");
        }
        float[] adu = new float[width * height];
        for (int x = 0; x < width; x++) {
            float[] one = columns.get(x);
            for (int y = 0; y < height; y++) {
                adu[y * width + x] = one[y];
            }
        }
        return new Frame(width, height, adu);
    }
}
