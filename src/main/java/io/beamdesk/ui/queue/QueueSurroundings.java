package io.beamdesk.ui.queue;

import io.beamdesk.queue.QueueItem;
import io.beamdesk.sample.SampleRef;
import java.net.URI;
import java.util.List;

/// What else the desk has to say of an item, and where it leads to. Asked on the JavaFX thread, never
/// waits.
public interface QueueSurroundings {
    /// Nothing else.
    QueueSurroundings NONE =
            new QueueSurroundings() {
                @Override
                public void showSample(SampleRef sample) {}

                @Override
                public List<String> recourses(QueueItem failed) {
                    return List.of();
                }

                @Override
                public void showChanger() {}

                @Override
                public void showProduct(URI product) {}
            };

    /// Leads to a sample in its tray.
    void showSample(SampleRef sample);

    /// What helps now, in the order to do it, if an item failed because of the sample changer; empty
    /// otherwise.
    List<String> recourses(QueueItem failed);

    /// Leads to the sample changer.
    void showChanger();

    /// Leads to what is in a product.
    void showProduct(URI product);
}
