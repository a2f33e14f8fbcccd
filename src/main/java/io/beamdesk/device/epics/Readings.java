package io.beamdesk.device.epics;

import io.beamdesk.device.DeviceException;
import io.beamdesk.device.Signal;
import io.beamdesk.document.DataKey;
import io.beamdesk.document.Reading;
import io.beamdesk.pv.Properties;
import io.beamdesk.pv.Sample;
import io.beamdesk.pv.Severity;
import io.beamdesk.pv.Value;
import java.util.List;
import java.util.Optional;

/// Turns samples into readings, and refuses those that cannot be trusted.
final class Readings {
    private Readings() {}

    /// A number as a [Double].
    ///
    /// @throws DeviceException if the sample is in INVALID alarm or no number
    static Reading number(String device, Signal signal, Sample sample) {
        checkAlarm(device, signal, sample);
        double value = sample.value().number().orElseThrow(() -> unfit(device, signal, sample));
        return new Reading(value, sample.timestamp());
    }

    /// A number as a [Double] or [Long], a choice or a text as a [String].
    ///
    /// @throws DeviceException if the sample is in INVALID alarm or an array
    static Reading scalar(String device, Signal signal, Sample sample) {
        checkAlarm(device, signal, sample);
        Object value =
                switch (sample.value()) {
                    case Value.Floating(double v) -> (Object) v;
                    case Value.Whole(long v) -> v;
                    case Value.Choice c -> c.label();
                    case Value.Text(String v) -> v;
                    case Value.Bytes _,
                            Value.Shorts _,
                            Value.Ints _,
                            Value.Longs _,
                            Value.Floats _,
                            Value.Doubles _,
                            Value.Texts _,
                            Value.NdArray _ ->
                            throw unfit(device, signal, sample);
                };
        return new Reading(value, sample.timestamp());
    }

    /// The column of a scalar as its present sample has it.
    ///
    /// @throws DeviceException if it is disconnected or an array
    static DataKey key(String device, Signal signal, DataKey.Role role) {
        Sample sample = signal.sample();
        Properties properties = signal.state().properties();
        return switch (sample.value()) {
            case Value.Floating _ ->
                    DataKey.number(
                            signal.source(),
                            properties.units(),
                            properties.precision(),
                            device,
                            role);
            case Value.Whole _ ->
                    scalar(DataKey.Dtype.INTEGER, "<i8", List.of(), device, signal, role);
            case Value.Choice choice ->
                    scalar(DataKey.Dtype.STRING, "|S40", choice.labels(), device, signal, role);
            case Value.Text _ ->
                    scalar(DataKey.Dtype.STRING, "|S40", List.of(), device, signal, role);
            case Value.Bytes _,
                    Value.Shorts _,
                    Value.Ints _,
                    Value.Longs _,
                    Value.Floats _,
                    Value.Doubles _,
                    Value.Texts _,
                    Value.NdArray _ ->
                    throw unfit(device, signal, sample);
        };
    }

    private static DataKey scalar(
            DataKey.Dtype dtype,
            String numpy,
            List<String> choices,
            String device,
            Signal signal,
            DataKey.Role role) {
        return new DataKey(
                signal.source(),
                dtype,
                numpy,
                List.of(),
                signal.state().properties().units(),
                0,
                choices,
                Optional.empty(),
                device,
                role);
    }

    private static void checkAlarm(String device, Signal signal, Sample sample) {
        if (sample.alarm().severity() == Severity.INVALID) {
            throw new DeviceException(
                    device,
                    device
                            + ": "
                            + signal.pv()
                            + " is INVALID ("
                            + sample.alarm().status()
                            + "), its value cannot be trusted; check the device and its IOC");
        }
    }

    private static DeviceException unfit(String device, Signal signal, Sample sample) {
        return new DeviceException(
                device,
                device
                        + ": "
                        + signal.pv()
                        + " holds "
                        + sample.value().count()
                        + " elements of "
                        + sample.value().getClass().getSimpleName()
                        + " where one value belongs; check the PV's name in the beamline file");
    }
}
