package parfocal.device;

/// The one checked exception for device trouble: it carries a [DeviceFault] from the line to whoever can do something.
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient DeviceFault fault;

    public DeviceException(DeviceFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    public DeviceException(DeviceFault fault, Throwable cause) {
        super(fault.message(), cause);
        this.fault = fault;
    }

    public DeviceFault fault() {
        return fault;
    }
}
