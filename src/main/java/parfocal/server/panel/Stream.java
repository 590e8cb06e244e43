package parfocal.server.panel;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import parfocal.device.Setting;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;
import parfocal.time.Pace;

/// The live events: the present state first, then whatever changes, and a sign of life every two seconds, by which a page knows that
/// the line is not cut. Scripts take them as server-sent events. The page takes them over a WebSocket: of plain connections a browser
/// grants six to one address, shared by all its pages, and the seventh page would wait for ever.
final class Stream {
    private static final int NOT_ACCEPTABLE = 406;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration SLOWEST = Duration.ofSeconds(10);

    private final Hub hub;
    private final Supplier<Json> status;
    private final Pace pace = Pace.wall();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicReference<@Nullable Brief> latest = new AtomicReference<>();

    /// The newest state of a focuser, as it is sent.
    private record Brief(HubEvent.FocuserChanged event, String text) {}

    Stream(Hub hub, Supplier<Json> status) {
        this.hub = hub;
        this.status = status;
    }

    static void requireStream(Context context) {
        String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
        if (!accepted.contains("text/event-stream")) {
            throw new HttpResponseException(
                    NOT_ACCEPTABLE, "Events are a stream: ask with Accept: text/event-stream.");
        }
    }

    void open(SseClient client) {
        client.keepAlive();
        begin(
                new Outlet() {
                    @Override
                    public boolean isOpen() {
                        return !client.terminated();
                    }

                    @Override
                    public void send(String event, String data) {
                        client.sendEvent(event, data);
                    }
                });
    }

    void open(WsConfig socket) {
        socket.onConnect(context -> begin(outlet(context.session)));
    }

    private static Outlet outlet(Session session) {
        return new Outlet() {
            @Override
            public boolean isOpen() {
                return session.isOpen();
            }

            // Waits until it is on its way: what a slow page cannot take stays in the hub's queue,
            // where newer states replace older.
            @Override
            public void send(String event, String data) throws InterruptedException {
                String text = "{\"event\":\"%s\",\"data\":%s}".formatted(event, data);
                try {
                    Callback.Completable.with(sent -> session.sendText(text, sent))
                            .get(SLOWEST.toMillis(), TimeUnit.MILLISECONDS);
                } catch (ExecutionException | TimeoutException _) {
                    session.disconnect();
                }
            }
        };
    }

    /// Where events go.
    private interface Outlet {
        boolean isOpen();

        void send(String event, String data) throws InterruptedException;
    }

    private void begin(Outlet outlet) {
        // Watched before the state is told: nothing that happens in between is missed.
        Events.Watch watch = hub.events().watch();
        var _ = Thread.ofVirtual().name("events").start(() -> pass(outlet, watch));
    }

    private void pass(Outlet outlet, Events.Watch watch) {
        pages.incrementAndGet();
        // What each focuser's settings were when they were last sent: they seldom change, and are
        // long.
        var sent = new HashMap<String, List<Setting>>();
        var ready = new HashMap<String, Boolean>();
        Instant due = pace.now();
        try (watch) {
            outlet.send("status", status.get().toString());
            while (outlet.isOpen()) {
                Duration patience = Duration.between(pace.now(), due);
                if (patience.isPositive()) {
                    Optional<HubEvent> event = watch.next(patience);
                    if (event.isPresent()) {
                        publish(outlet, event.get(), sent);
                        becameReady(outlet, event.get(), ready);
                    }
                } else {
                    outlet.send("alive", new Json().put("pages", pages.get()).toString());
                    due = pace.now().plus(HEARTBEAT);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            pages.decrementAndGet();
        }
    }

    private void publish(Outlet outlet, HubEvent event, Map<String, List<Setting>> sent)
            throws InterruptedException {
        switch (event) {
            case HubEvent.FocuserChanged changed -> {
                List<Setting> settings = changed.state().settings();
                boolean known = settings.equals(sent.put(changed.focuserId(), settings));
                outlet.send("focuser", known ? brief(changed) : whole(changed));
            }
            case HubEvent.FocuserDetailsChanged(_, String id) -> {
                Optional<HubFocuser> focuser = hub.focuser(id);
                if (focuser.isPresent()) {
                    outlet.send("details", HubJson.of(hub, focuser.get()).toString());
                }
            }
            // Whatever came is there with its state.
            case HubEvent.DevicesChanged _ -> outlet.send("status", status.get().toString());
            case HubEvent.CameraChanged _,
                    HubEvent.WheelChanged _,
                    HubEvent.SensorChanged _,
                    HubEvent.CompensationChanged _,
                    HubEvent.Moved _,
                    HubEvent.RunWentOn _,
                    HubEvent.RunChanged _,
                    HubEvent.Said _ -> {
                Map.Entry<String, Json> published = HubJson.of(event);
                outlet.send(published.getKey(), published.getValue().toString());
            }
        }
    }

    /// What a device can do, such as going home, is known once it was opened.
    private void becameReady(Outlet outlet, HubEvent event, Map<String, Boolean> ready)
            throws InterruptedException {
        if (event instanceof HubEvent.FocuserChanged(_, String id, var state)) {
            boolean now = state.availability().isReady();
            if (!Boolean.valueOf(now).equals(ready.put(id, now)) && now) {
                Optional<HubFocuser> focuser = hub.focuser(id);
                if (focuser.isPresent()) {
                    outlet.send("details", HubJson.of(hub, focuser.get()).toString());
                }
            }
        }
    }

    private static String whole(HubEvent.FocuserChanged changed) {
        return told(changed, HubJson.of(changed.state()));
    }

    /// Written once for all pages, thirty times a second.
    private String brief(HubEvent.FocuserChanged changed) {
        Brief known = latest.get();
        if (known == null || !known.event().equals(changed)) {
            known = new Brief(changed, told(changed, HubJson.brief(changed.state())));
            latest.set(known);
        }
        return known.text();
    }

    private static String told(HubEvent.FocuserChanged changed, Json json) {
        return json.put("id", changed.focuserId()).put("at", changed.at().toString()).toString();
    }
}
