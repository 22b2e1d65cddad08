package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.pop.PopTour.Stop;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PopTourTest {
  private static final int RETRY_LAST = 99;
  private static final int RETRY_FIRST = 0;

  private final Map<String, Integer> queueNums = Map.of("T", 4, "%RETRY%G_T", 1, "%RETRY%G+T", 2);

  private PopTour tour(String... settings) {
    var properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return new PopTour(
        BrokerConfig.of(properties).pop(), topic -> queueNums.getOrDefault(topic, 0));
  }

  private static List<String> names(List<Stop> stops) {
    return stops.stream().map(stop -> stop.queue().topic() + stop.queue().queueId()).toList();
  }

  @Test
  void shouldBeginWhereChanceSaysAndVisitEachQueueOnce() {
    assertThat(names(tour().stops("T", "G", -1, false, 98)))
        .containsExactly("T2", "T3", "T0", "T1", "%RETRY%G_T0");
  }

  @Test
  void shouldVisitTheRetryTopicLastAndOnlyIfThereIsRoom() {
    assertThat(tour().stops("T", "G", 3, false, RETRY_LAST))
        .extracting(Stop::onlyIfRoom)
        .containsExactly(false, true);
  }

  @Test
  void shouldVisitTheRetryTopicFirstNowAndThen() {
    assertThat(names(tour().stops("T", "G", 3, false, 19))).containsExactly("%RETRY%G_T0", "T3");
    assertThat(names(tour().stops("T", "G", 3, false, 20))).containsExactly("T3", "%RETRY%G_T0");
  }

  @Test
  void shouldLeaveOutTheRetryTopicInOrder() {
    assertThat(names(tour().stops("T", "G", 3, true, RETRY_FIRST))).containsExactly("T3");
  }

  @Test
  void shouldLeaveOutARetryTopicThatIsNotThere() {
    assertThat(names(tour().stops("T", "Other", 3, false, RETRY_LAST))).containsExactly("T3");
  }

  @Test
  void shouldReadBothRetryTopicsByTurnsWhileOldOnesMayHaveMessages() {
    var both = tour("enableRetryTopicV2", "true");

    assertThat(names(both.stops("T", "G", 3, false, 98))).containsExactly("T3", "%RETRY%G_T0");
    assertThat(names(both.stops("T", "G", 3, false, 99)))
        .containsExactly("T3", "%RETRY%G+T1", "%RETRY%G+T0");
    assertThat(both.queues("T", "G", 3, false)).hasSize(4);
  }

  @Test
  void shouldReadTheNewRetryTopicOnlyIfToldSo() {
    var fresh = tour("enableRetryTopicV2", "true", "retrieveMessageFromPopRetryTopicV1", "false");

    assertThat(names(fresh.stops("T", "G", 3, false, 98)))
        .containsExactly("T3", "%RETRY%G+T0", "%RETRY%G+T1");
  }
}
