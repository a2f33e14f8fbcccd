package io.beamdesk.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// A count or a state beside a word.
///
/// @param text the count; empty for an icon alone
/// @param icon literal of the icon; empty for a text alone
/// @param styleClass class of the stylesheet: `alarm-minor`, `alarm-major`, `running`, `success`, or
///     empty for neutral
public record Badge(String text, String icon, String styleClass) {
    /// No badge.
    public static final Badge NONE = new Badge("", "", "");

    /// A property that never has a badge.
    static final ReadOnlyObjectProperty<Badge> NEVER =
            new ReadOnlyObjectWrapper<>(null, "badge", NONE).getReadOnlyProperty();

    /// A number in a colour; none if it is zero.
    public static Badge count(int number, String styleClass) {
        return number == 0 ? NONE : new Badge(Integer.toString(number), "", styleClass);
    }

    /// Whether there is something to show.
    public boolean isShown() {
        return !text.isEmpty() || !icon.isEmpty();
    }
}
