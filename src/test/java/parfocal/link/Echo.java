package parfocal.link;

import java.io.ByteArrayOutputStream;

/// A device that says what it hears.
final class Echo implements WireDevice {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    @Override
    public synchronized void hear(byte[] bytes) {
        heard.writeBytes(bytes);
    }

    @Override
    public synchronized byte[] say() {
        byte[] said = heard.toByteArray();
        heard.reset();
        return said;
    }
}
