package parfocal.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import parfocal.link.WireDevice;

/// A stranger on the port: answers everything with the same words.
public final class Parrot implements WireDevice {
    private final byte[] answer;
    private byte[] pending = {};

    public Parrot(String answer) {
        this(answer.getBytes(ISO_8859_1));
    }

    public Parrot(byte[] answer) {
        this.answer = answer.clone();
    }

    @Override
    public void hear(byte[] bytes) {
        pending = answer;
    }

    @Override
    public byte[] say() {
        byte[] said = pending;
        pending = new byte[0];
        return said;
    }
}
