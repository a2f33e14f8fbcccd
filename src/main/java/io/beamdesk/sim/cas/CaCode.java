package io.beamdesk.sim.cas;

/// Numbers of the Channel Access protocol: commands and status codes.
final class CaCode {
    static final int VERSION = 0;
    static final int EVENT_ADD = 1;
    static final int EVENT_CANCEL = 2;
    static final int WRITE = 4;
    static final int SEARCH = 6;
    static final int EVENTS_OFF = 8;
    static final int EVENTS_ON = 9;
    static final int READ_SYNC = 10;
    static final int ERROR = 11;
    static final int CLEAR_CHANNEL = 12;
    static final int BEACON = 13;
    static final int READ_NOTIFY = 15;
    static final int CREATE_CHANNEL = 18;
    static final int WRITE_NOTIFY = 19;
    static final int ACCESS_RIGHTS = 22;
    static final int ECHO = 23;
    static final int CREATE_FAILED = 26;

    static final int MINOR_VERSION = 13;
    static final int REPEATER_PORT = 5065;

    // A status is severity + 8 x number: severity 0 warning, 1 success, 2 error.
    static final int NORMAL = 1;
    static final int GET_FAILED = 19 << 3;
    static final int PUT_FAILED = 20 << 3;
    static final int BAD_COUNT = 22 << 3;
    static final int NO_WRITE_ACCESS = 47 << 3;
    static final int BAD_TYPE = 14 << 3 | 2;
    static final int BAD_CHANNEL = 51 << 3 | 2;

    private CaCode() {}
}
