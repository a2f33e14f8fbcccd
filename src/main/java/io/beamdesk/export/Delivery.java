package io.beamdesk.export;

/// How far one file has come; written by the thread that sends it, read by all.
final class Delivery {
    private final Parcel.Item item;
    private volatile Progress.Stage stage = Progress.Stage.WAITING;
    private volatile long sent;
    private volatile String note = "";

    Delivery(Parcel.Item item) {
        this.item = item;
    }

    Parcel.Item item() {
        return item;
    }

    void now(Progress.Stage next, String why) {
        note = why;
        stage = next;
    }

    void sent(long bytes) {
        sent = bytes;
    }

    long sent() {
        return sent;
    }

    Progress.File look() {
        return new Progress.File(item.name(), item.size(), sent, stage, note);
    }
}
