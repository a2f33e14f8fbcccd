package io.beamdesk.ui.desk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The X server that goes away while the desktop is open, as when a remote session breaks: Xlib and GTK
/// then end the process on the spot, without the hooks of the virtual machine. Before it ends, something is
/// done here: a run is brought to its safe state.
///
/// See "XSetIOErrorHandler" in Xlib, C Language X Interface.
final class DisplayLoss {
    private static final Logger LOG = LoggerFactory.getLogger("io.beamdesk.Desk");

    private final Runnable last;
    private final MethodHandle exit;

    private DisplayLoss(Runnable last, MethodHandle exit) {
        this.last = last;
        this.exit = exit;
    }

    /// Has something done before the process ends. To be called when the toolkit has opened its display,
    /// as GTK puts its own handler there. Does nothing where there is no Xlib.
    ///
    /// @param last on the thread that has found out, which may be the JavaFX thread
    @SuppressWarnings("restricted")
    static void before(Runnable last) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor told =
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
            MethodHandle exit =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("_exit"),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            MethodHandle lost =
                    MethodHandles.lookup()
                            .findVirtual(
                                    DisplayLoss.class,
                                    "lost",
                                    MethodType.methodType(int.class, MemorySegment.class))
                            .bindTo(new DisplayLoss(last, exit));
            MethodHandle set =
                    linker.downcallHandle(
                            SymbolLookup.libraryLookup("libX11.so.6", Arena.global())
                                    .findOrThrow("XSetIOErrorHandler"),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            MemorySegment _ =
                    (MemorySegment) set.invokeExact(linker.upcallStub(lost, told, Arena.global()));
        } catch (Throwable unknown) {
            LOG.warn("Should the display go away, a run would be cut off: {}", unknown.toString());
        }
    }

    // Never returns, as Xlib would then end the process in its own way. Nor does it end it by
    // exit(), whose
    // handlers wait for the display, which this thread has locked.
    int lost(MemorySegment display) throws Throwable {
        int code = 1;
        try {
            LOG.error("The display is gone; the run is ended safely, then Beamdesk");
            last.run();
        } catch (Throwable worse) {
            code = 2;
            LOG.error("The end without a display failed: {}", worse.toString());
        }
        exit.invokeExact(code);
        return 0;
    }
}
