package io.beamdesk.pv;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// All providers together: opens a channel by its full name.
public final class Pvs implements AutoCloseable {
    private final Map<String, PvProvider> providers;

    /// Takes the providers over and closes them when it is closed.
    public Pvs(PvProvider... providers) {
        this.providers =
                List.of(providers).stream().collect(Collectors.toMap(PvProvider::scheme, p -> p));
    }

    /// Opens a channel; see [PvProvider#open].
    ///
    /// @throws PvException.BadName if the name is malformed or its scheme unknown
    public Channel open(PvName name) {
        PvProvider provider = providers.get(name.scheme());
        if (provider == null) {
            throw new PvException.BadName(
                    name.toString(),
                    "no provider for the scheme "
                            + name.scheme()
                            + "://, use one of "
                            + providers.keySet());
        }
        return provider.open(name);
    }

    @Override
    public void close() {
        providers.values().forEach(PvProvider::close);
    }
}
