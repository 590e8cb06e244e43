package parfocal.driver.sonylens;

import java.net.InetAddress;
import java.net.UnknownHostException;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;

/// Where gphoto2 finds a camera, written as it wants it.
final class GphotoPort {
    private static final String NETWORK = "ptpip:";

    private GphotoPort() {}

    /// @param typed `usb:`, `usb:BUS,DEV`, or `ptpip:HOST[:PORT[:EVENTPORT]]`
    /// @throws DeviceException when it is none of these, or nobody knows the host
    static String of(String device, String typed) throws DeviceException {
        if (typed.matches("usb:(\\d+,\\d+)?")) {
            return typed;
        }
        if (!typed.matches("ptpip:[A-Za-z0-9.-]+(:\\d+){0,2}")) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            device,
                            "gphoto2:%s is not where a camera is. Write gphoto2:usb: for the only one, gphoto2:usb:BUS,DEV as in the list of"
                                            .formatted(typed)
                                    + " gphoto2 --auto-detect, or gphoto2:ptpip:HOST."));
        }
        String[] parts = typed.substring(NETWORK.length()).split(":", -1);
        String port = parts.length > 1 ? parts[1] : Integer.toString(PtpIp.USUAL_PORT);
        // gphoto2 takes 15740 for events unless the port is given twice.
        String events = parts.length > 2 ? parts[2] : port;
        return NETWORK + numbers(device, parts[0]) + ":" + port + ":" + events;
    }

    // gphoto2 knows no names here.
    private static String numbers(String device, String host) throws DeviceException {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            device,
                            "nobody knows the host %s. Check its name and the network."
                                    .formatted(host)),
                    unknown);
        }
    }
}
