package io.beamdesk.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cosylab.epics.caj.CAJContext;
import gov.aps.jca.CAException;
import gov.aps.jca.Channel;
import gov.aps.jca.Context;
import gov.aps.jca.JCALibrary;
import gov.aps.jca.Monitor;
import gov.aps.jca.configuration.DefaultConfiguration;
import gov.aps.jca.dbr.DBR;
import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.DBR_CTRL_Double;
import gov.aps.jca.dbr.DBR_LABELS_Enum;
import gov.aps.jca.dbr.DBR_String;
import gov.aps.jca.event.ConnectionListener;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The simulated beamline over the wire, with another implementation of Channel Access.
class SimulatedBeamlineTest {
    private static final double LIMIT = 30;

    private SimulatedBeamline beamline;
    private Context context;

    @BeforeEach
    void start() throws IOException, CAException {
        beamline = SimulatedBeamline.start(SimSettings.defaults());
        DefaultConfiguration configuration = new DefaultConfiguration("client");
        configuration.setAttribute("class", CAJContext.class.getName());
        configuration.setAttribute("auto_addr_list", "false");
        configuration.setAttribute("addr_list", "127.0.0.1:" + beamline.port());
        configuration.setAttribute("max_array_bytes", "20000000");
        context = JCALibrary.getInstance().createContext(configuration);
    }

    @AfterEach
    void close() throws CAException {
        context.destroy();
        beamline.close();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private Channel channel(String name) throws CAException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ConnectionListener listener =
                event -> {
                    if (event.isConnected()) {
                        connected.countDown();
                    }
                };
        Channel channel = context.createChannel(name, listener);
        assertThat(connected.await((long) LIMIT, TimeUnit.SECONDS)).as(name).isTrue();
        return channel;
    }

    private DBR get(Channel channel, DBRType type, int count) throws Exception {
        DBR value = channel.get(type, count);
        context.pendIO(LIMIT);
        return value;
    }

    @Test
    void propertiesAndLabelsAreServed() throws Exception {
        DBR_CTRL_Double motor =
                (DBR_CTRL_Double) get(channel("SIM:m1.RBV"), DBRType.CTRL_DOUBLE, 1);
        assertThat(motor.getUnits()).isEqualTo("mm");
        assertThat(motor.getPrecision()).isEqualTo((short) 4);
        assertThat(motor.getUpperCtrlLimit()).isEqualTo(25.0);
        DBR_LABELS_Enum choice =
                (DBR_LABELS_Enum) get(channel("SIM:test:enum"), DBRType.CTRL_ENUM, 1);
        assertThat(choice.getLabels()).containsExactly("Zero", "One", "Two", "Three");
        DBR_String text = (DBR_String) get(channel("SIM:test:longstring"), DBRType.STRING, 1);
        assertThat(text.getStringValue()[0]).hasSize(39);
    }

    @Test
    void putWithCompletionIsAnsweredAfterTheMove() throws Exception {
        Channel motor = channel("SIM:m6");
        Channel done = channel("SIM:m6.DMOV");
        CountDownLatch answered = new CountDownLatch(1);
        motor.put(40.0, _ -> answered.countDown());
        context.flushIO();
        assertThat(answered.await((long) LIMIT, TimeUnit.SECONDS)).isTrue();
        assertThat(((double[]) get(done, DBRType.DOUBLE, 1).getValue())[0]).isEqualTo(1);
        assertThat(((double[]) get(channel("SIM:m6.RBV"), DBRType.DOUBLE, 1).getValue())[0])
                .isEqualTo(40);
    }

    @Test
    void editedUnitsReachAPropertyMonitor() throws Exception {
        BlockingQueue<String> units = new LinkedBlockingQueue<>();
        channel("SIM:m2")
                .addMonitor(
                        DBRType.CTRL_DOUBLE,
                        1,
                        Monitor.PROPERTY,
                        event -> units.add(((DBR_CTRL_Double) event.getDBR()).getUnits()));
        context.flushIO();
        assertThat(units.poll((long) LIMIT, TimeUnit.SECONDS)).isEqualTo("mm");
        channel("SIM:m2.EGU").put("um");
        context.flushIO();
        assertThat(units.poll((long) LIMIT, TimeUnit.SECONDS)).isEqualTo("um");
    }

    @Test
    void pixelsKeepTheirBitsInHalfTheBytes() throws Exception {
        for (String side : List.of("SIM:cam1:SizeX", "SIM:cam1:SizeY")) {
            channel(side).put(2048);
        }
        CountDownLatch answered = new CountDownLatch(1);
        channel("SIM:cam1:Acquire").put((short) 1, _ -> answered.countDown());
        context.flushIO();
        assertThat(answered.await((long) LIMIT, TimeUnit.SECONDS)).isTrue();
        Channel data = channel("SIM:image1:ArrayData");
        int count = 2048 * 2048;
        int[] wide = (int[]) get(data, DBRType.INT, count).getValue();
        short[] bits = (short[]) get(data, DBRType.SHORT, count).getValue();
        assertThat(wide).hasSize(count);
        for (int i = 0; i < count; i += 997) {
            assertThat(bits[i]).isEqualTo((short) wide[i]);
        }
    }

    @Test
    void nothingButLoopbackIsBound() throws IOException {
        List<InetAddress> others =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .filter(java.net.Inet4Address.class::isInstance)
                        .toList();
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket(other, beamline.port()))
                    .isInstanceOf(ConnectException.class);
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), beamline.port()));
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void severalRunAtOnceAndATakenPortIsRefused() throws IOException {
        try (SimulatedBeamline other = SimulatedBeamline.start(SimSettings.defaults())) {
            assertThat(other.port()).isNotEqualTo(beamline.port());
        }
        assertThatThrownBy(() -> SimulatedBeamline.start(new SimSettings(beamline.port(), "X:", 1)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("Port " + beamline.port());
    }

    @Test
    void closeEndsTheConnectionsAndFreesThePort() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        CountDownLatch connected = new CountDownLatch(1);
        ConnectionListener listener = event -> (event.isConnected() ? connected : lost).countDown();
        context.createChannel("SIM:m1", listener);
        assertThat(connected.await((long) LIMIT, TimeUnit.SECONDS)).isTrue();
        int port = beamline.port();
        beamline.close();
        assertThat(lost.await((long) LIMIT, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> new Socket(loopback(), port)).isInstanceOf(ConnectException.class);
    }
}
