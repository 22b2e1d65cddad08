package io.glassmq.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalAddressTest {
  @Test
  void shouldOnlyBeLoopbackWhereThereIsNothingElse() throws Exception {
    List<InetAddress> reachable =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    boolean anyIpv4 = reachable.stream().anyMatch(Inet4Address.class::isInstance);

    InetAddress address = LocalAddress.get();

    assertThat(address.isLoopbackAddress()).isEqualTo(reachable.isEmpty());
    assertThat(address instanceof Inet4Address).isEqualTo(anyIpv4 || reachable.isEmpty());
    assertThat(InetAddress.getByName(LocalAddress.text())).isEqualTo(address);
  }
}
