package io.beamdesk.engine;

import io.beamdesk.device.Device;
import io.beamdesk.device.Signal;
import io.beamdesk.plan.Msg;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the plan has set on its devices, last on each. An IOC that was restarted has forgotten it:
/// an order is void where a PV of its device was away since.
final class StandingOrders {
    /// @param connected since when each PV of the device has answered
    private record Order(Device device, Msg msg, List<Instant> connected) {
        boolean isVoid() {
            return !connected.equals(since(device));
        }
    }

    private final Map<List<Object>, Order> orders = new LinkedHashMap<>();

    /// It was carried out; [#since] is from before it was begun.
    void given(Device device, Msg msg, List<Instant> since) {
        List<Object> key = List.of(msg.getClass(), device);
        // Behind the others, for they are given again in their order.
        orders.remove(key);
        orders.put(key, new Order(device, msg, since));
    }

    /// To be asked before an order is carried out, so that a loss on the way is not missed.
    static List<Instant> since(Device device) {
        return device.signals().stream().map(Signal::state).map(Signal.State::since).toList();
    }

    /// It is put back, or about to be.
    void withdrawn(Device device) {
        orders.values().removeIf(order -> order.device().equals(device));
    }

    /// The orders to be given again, in their order.
    List<Msg> lost() {
        return orders.values().stream().filter(Order::isVoid).map(Order::msg).toList();
    }
}
