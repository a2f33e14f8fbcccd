package io.beamdesk.device;

import io.beamdesk.pv.Range;
import org.jspecify.annotations.Nullable;

/// Why a device did not do what it was asked: one sentence that names device, PV, reason and remedy.
public sealed class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String device;

    /// Names the device; the message is the whole sentence.
    public DeviceException(String device, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.device = device;
    }

    /// Names the device; the message is the whole sentence.
    public DeviceException(String device, String message) {
        this(device, message, null);
    }

    /// The device's name in the beamline file.
    public String device() {
        return device;
    }

    /// A target outside the limits.
    public static final class LimitViolation extends DeviceException {
        private static final long serialVersionUID = 1L;

        private final transient Range within;

        /// Takes the sentence.
        public LimitViolation(String device, String message) {
            this(device, message, Range.NONE);
        }

        /// Takes the sentence and where a target may be.
        public LimitViolation(String device, String message, Range within) {
            super(device, message);
            this.within = within;
        }

        /// Where a target may be, in its own units; [Range#NONE] if that is not known.
        public Range within() {
            return within;
        }
    }

    /// A PV of the device does not answer.
    public static final class Disconnected extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public Disconnected(String device, String message) {
            super(device, message);
        }
    }

    /// A motion that goes on without getting anywhere.
    public static final class Stalled extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public Stalled(String device, String message) {
            super(device, message);
        }
    }

    /// Somebody else stopped or redirected it.
    public static final class Stopped extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public Stopped(String device, String message) {
            super(device, message);
        }
    }

    /// It ended, but not where it should.
    public static final class NotArrived extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public NotArrived(String device, String message) {
            super(device, message);
        }
    }

    /// The IOC or the device refused.
    public static final class Refused extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence and what the IOC said.
        public Refused(String device, String message, @Nullable Throwable cause) {
            super(device, message, cause);
        }
    }

    /// It has a result, but others were lost before it.
    public static final class Lost extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public Lost(String device, String message) {
            super(device, message);
        }
    }

    /// It did not end in the time it should.
    public static final class TimedOut extends DeviceException {
        private static final long serialVersionUID = 1L;

        /// Takes the sentence.
        public TimedOut(String device, String message) {
            super(device, message);
        }
    }
}
