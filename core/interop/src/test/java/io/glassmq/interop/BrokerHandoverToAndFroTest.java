package io.glassmq.interop;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four brokers in turn on one folder, in both orders, stopped or killed. Takes minutes. */
@Tag("slow")
class BrokerHandoverToAndFroTest {
  private static final int STATIONS = 4;

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  @TempDir Path home;

  @ParameterizedTest(name = "GlassMQ first: {0}, killed: {1}")
  @CsvSource({"true,false", "false,false", "true,true", "false,true"})
  void shouldFindEverythingAtEachStation(boolean glassFirst, boolean kill) throws Exception {
    var handover = new Handover(CLIENTS.get().get(ClientKind.V5_JSON), home);

    for (int i = 0; i < STATIONS; i++) {
      boolean glass = glassFirst == (i % 2 == 0);
      handover.station(glass ? Make.glass() : Make.official(), kill, servers -> {});
    }
  }
}
