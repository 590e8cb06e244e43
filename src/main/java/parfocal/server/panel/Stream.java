package parfocal.server.panel;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import parfocal.device.Setting;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.report.Json;

/// The live events: the present state first, then whatever changes, and a sign of life every two seconds, by which a page knows that
/// the line is not cut.
final class Stream {
    private static final int NOT_ACCEPTABLE = 406;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Hub hub;
    private final Supplier<Json> status;
    private final AtomicInteger pages = new AtomicInteger();

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
        Events.Watch watch = hub.events().watch();
        client.onClose(watch::close);
        client.keepAlive();
        client.sendEvent("status", status.get().toString());
        var _ = Thread.ofVirtual().name("events").start(() -> pass(client, watch));
    }

    private void pass(SseClient client, Events.Watch watch) {
        pages.incrementAndGet();
        // What each focuser's settings were when they were last sent: they seldom change, and are long.
        var sent = new HashMap<String, List<Setting>>();
        try (watch) {
            while (!client.terminated()) {
                Optional<HubEvent> event = watch.next(HEARTBEAT);
                if (event.isEmpty()) {
                    client.sendEvent(
                            "alive", new Json().put("pages", pages.get()).toString());
                } else {
                    publish(client, event.get(), sent);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            pages.decrementAndGet();
        }
    }

    private void publish(SseClient client, HubEvent event, Map<String, List<Setting>> sent) {
        switch (event) {
            case HubEvent.FocuserChanged(var at, String id, var state) -> {
                boolean known = state.settings().equals(sent.put(id, state.settings()));
                Json json = known ? HubJson.brief(state) : HubJson.of(state);
                client.sendEvent("focuser", json.put("id", id).put("at", at.toString()).toString());
            }
            case HubEvent.FocuserDetailsChanged(_, String id) ->
                    hub.focuser(id)
                            .ifPresent(focuser ->
                                    client.sendEvent("details", HubJson.of(focuser).toString()));
            // Whatever came is there with its state.
            case HubEvent.DevicesChanged _ ->
                    client.sendEvent("status", status.get().toString());
            case HubEvent.CameraChanged _,
                    HubEvent.WheelChanged _,
                    HubEvent.RunWentOn _,
                    HubEvent.RunChanged _,
                    HubEvent.Said _ -> {
                Map.Entry<String, Json> published = HubJson.of(event);
                client.sendEvent(published.getKey(), published.getValue().toString());
            }
        }
    }
}
