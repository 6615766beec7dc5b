package dev.standstill.site.metering.receiver;

import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.store.MeteredHall;
import dev.standstill.site.metering.store.ReadingStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;

/** A receiver in a process of its own, so that it can be killed: STORE PORT DEVICE... */
final class ReceiverProcess {
  private ReceiverProcess() {}

  public static void main(String... arguments) throws Exception {
    String[] devices = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
    ReadingStore store =
        ReadingStore.open(
            Path.of(arguments[0]), MeteredHall.plan(devices), InstantSource.system(), new Faults());
    RemoteWriteReceiver receiver =
        RemoteWriteReceiver.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
            "site-token",
            MetricRules.dcgm().atSite("north"),
            store,
            ReceiverLimits.DEFAULT);
    System.out.println("listens on " + receiver.address().getPort());
    Thread.sleep(Long.MAX_VALUE);
  }
}
