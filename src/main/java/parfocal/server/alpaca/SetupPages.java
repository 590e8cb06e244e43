package parfocal.server.alpaca;

import io.javalin.http.Context;
import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.server.Token;

/// The pages that ASCOM choosers open in a browser: plain forms, no script. Changing anything wants the hub's token.
final class SetupPages {
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;

    private final Devices devices;
    private final ServerInfo info;
    private final Token token;

    SetupPages(Devices devices, ServerInfo info, Token token) {
        this.devices = devices;
        this.info = info;
        this.token = token;
    }

    void showServer(Context context) {
        Html page =
                Html.page("Parfocal")
                        .text(
                                "Version %s, by the Parfocal project. It serves every focuser of this computer to every program at once."
                                        .formatted(ServerInfo.version()))
                        .text(
                                info.location().isEmpty()
                                        ? "Port, discovery and devices are set in the configuration file and by options of 'parfocal serve'."
                                        : "Location: %s. Port, discovery and devices are set in the configuration file."
                                                .formatted(info.location()))
                        .part("Devices");
        for (Map.Entry<Integer, Served> entry : devices.all()) {
            Served device = entry.getValue();
            page.link(
                    "/setup/v1/%s/%d/setup".formatted(device.type().path(), entry.getKey()),
                    "%s %d: %s".formatted(device.type().spelling(), entry.getKey(), device.name()));
        }
        send(context, page);
    }

    void showDevice(Context context, Served device) {
        send(context, page(device, ""));
    }

    /// @param form names as in the page
    void change(Context context, Served device, Form form) throws InterruptedException {
        if (!token.isShownBy(context) && form.value("token").filter(token::is).isEmpty()) {
            context.status(FORBIDDEN);
            send(
                    context,
                    page(
                            device,
                            "Nothing was changed: this is not the hub's token. 'parfocal token' prints it."));
            return;
        }
        try {
            send(context, page(device, changed(device, form)));
        } catch (Refusal refusal) {
            context.status(BAD_REQUEST);
            send(context, page(device, refusal.sentence()));
        } catch (DeviceException trouble) {
            context.status(BAD_REQUEST);
            send(context, page(device, trouble.fault().message()));
        }
    }

    private static String changed(Served device, Form form) throws Refusal, DeviceException {
        if (form.value("drop").isPresent()) {
            String client = form.value("drop").get();
            if (client.matches("[0-9]{1,10}")) {
                device.attendance().leave(Long.parseLong(client));
            }
            return "Client %s is not connected any more.".formatted(client);
        }
        if (device instanceof ServedFocuser focuser) {
            return FocuserForm.apply(focuser.focuser(), form);
        }
        throw Refusal.notImplemented("There is nothing to configure here.");
    }

    private static Html page(Served device, String outcome) {
        Html page = Html.page(device.name()).text(device.driverInfo() + ".");
        if (!outcome.isEmpty()) {
            page.outcome(outcome);
        }
        if (device instanceof ServedFocuser focuser) {
            FocuserForm.show(focuser.focuser(), page);
        } else {
            page.text("There is nothing to configure here.");
        }
        page.part("Connected Alpaca clients");
        if (device.attendance().isEmpty()) {
            page.text("None.");
        } else {
            page.beginForm()
                    .choice(
                            "drop",
                            "Client",
                            device.attendance().all().stream().map(String::valueOf).toList(),
                            "")
                    .secret("token", "The hub's token ('parfocal token' prints it)")
                    .endForm("Disconnect it");
        }
        return page.link("/setup", "All devices");
    }

    private static void send(Context context, Html page) {
        context.header(
                        "Content-Security-Policy",
                        "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .contentType("text/html; charset=utf-8")
                .result(page.end());
    }
}
