package io.beamdesk.ui.fx;

import io.beamdesk.pv.Access;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.PvEvent;
import io.beamdesk.pv.Sample;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// All that is known of one process variable at one time: the fold of its events.
///
/// @param connected whether a server answers
/// @param since when that began to be so
/// @param server host and port that serve it, empty if never connected
/// @param access what this desk may do
/// @param properties units, precision, limits, labels
/// @param sample last value heard, kept over a disconnection; null before the first
public record PvState(
        boolean connected,
        Instant since,
        String server,
        Access access,
        Properties properties,
        @Nullable Sample sample) {

    /// Nothing heard yet.
    public static PvState unknown(Instant since) {
        return new PvState(false, since, "", new Access(false, false), Properties.NONE, null);
    }

    /// The state after an event.
    ///
    /// @param event what happened
    /// @param now when it arrived
    public PvState after(PvEvent event, Instant now) {
        return switch (event) {
            case PvEvent.Connected(String by, var _, var _, Access rights) ->
                    new PvState(true, now, by, rights, properties, sample);
            case PvEvent.Disconnected(Instant when) ->
                    new PvState(false, when, server, access, properties, sample);
            case PvEvent.AccessChanged(Access rights) ->
                    new PvState(connected, since, server, rights, properties, sample);
            case PvEvent.PropertiesChanged(Properties changed) ->
                    new PvState(connected, since, server, access, changed, sample);
            case Sample heard -> new PvState(connected, since, server, access, properties, heard);
        };
    }

    /// The number last heard, empty if there is none or if nobody answers now.
    public OptionalDouble number() {
        return connected ? lastNumber() : OptionalDouble.empty();
    }

    /// The number last heard, also when nobody answers now.
    public OptionalDouble lastNumber() {
        return sample == null ? OptionalDouble.empty() : sample.value().number();
    }

    /// The value as it is shown, a dash if nobody answers.
    public String text() {
        return connected && sample != null ? lastText() : Figures.DASH;
    }

    /// The value last heard as it is shown, also when nobody answers now.
    public String lastText() {
        return sample == null ? Figures.DASH : Figures.of(sample.value(), properties.precision());
    }
}
