package io.beamdesk.ui.desk;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ctrl-C and the wish of the system that the process ends, taken while everything still works: hooks
/// of the virtual machine run all at once, the toolkit's among them.
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

    private Termination() {}

    /// Has each of the signals handled on a thread of its own, with its number, instead of ending the
    /// virtual machine. Where that cannot be done it is ended as ever, through its hooks.
    static void onRequest(IntConsumer handler) {
        try {
            // Named by text, as the compiler warns of every mention in code and takes warnings for
            // errors.
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handling = Class.forName("sun.misc.SignalHandler");
            Object told =
                    Proxy.newProxyInstance(
                            handling.getClassLoader() == null
                                    ? Termination.class.getClassLoader()
                                    : handling.getClassLoader(),
                            new Class<?>[] {handling},
                            (proxy, method, arguments) -> {
                                switch (method.getName()) {
                                    case "handle" ->
                                            handler.accept(
                                                    (int)
                                                            signal.getMethod("getNumber")
                                                                    .invoke(arguments[0]));
                                    case "equals" -> {
                                        return System.identityHashCode(proxy)
                                                == System.identityHashCode(arguments[0]);
                                    }
                                    case "hashCode" -> {
                                        return System.identityHashCode(proxy);
                                    }
                                    default -> {
                                        return "termination";
                                    }
                                }
                                return null;
                            });
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handling)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException unknown) {
            LOG.debug("Signals are left to the virtual machine: {}", unknown.toString());
        }
    }
}
