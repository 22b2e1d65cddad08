package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignMembersTest {

  private record Table(Map<String, Row> rows, String note) {}

  private record Row(int size, List<Integer> cells) {}

  private static String rewritten(String json, Table now) throws Exception {
    Table known = RemotingSerializable.fromJson(json, Table.class);
    String pretty = ForeignMembers.of(json.getBytes(UTF_8), known).encodePretty(now);
    return pretty.replaceAll("[\n\t]", "").replace('"', '\'');
  }

  @Test
  void shouldComeBackAtTheTopAndInside() throws Exception {
    String json = "{rows:{a:{size:1,color:'red',more:{x:1}}},extra:{7:8}}".replace('\'', '"');

    assertThat(rewritten(json, new Table(Map.of("a", new Row(2, null)), "n")))
        .isEqualTo(
            "{'note':'n','rows':{'a':{'size':2,'color':'red','more':{'x':1}}},'extra':{'7':8}}");
  }

  @Test
  void shouldGoWithTheObjectThatTheyWereIn() throws Exception {
    String json = "{rows:{a:{size:1,color:'red'},b:{size:2}}}".replace('\'', '"');

    assertThat(rewritten(json, new Table(Map.of("b", new Row(2, null)), null)))
        .isEqualTo("{'rows':{'b':{'size':2}}}");
  }

  @Test
  void shouldNotComeBackWithAnotherObjectOfThatName() throws Exception {
    String json = "{rows:{a:{size:1,color:'red'}}}".replace('\'', '"');
    Table known = RemotingSerializable.fromJson(json, Table.class);
    var foreign = ForeignMembers.of(json.getBytes(UTF_8), known);

    foreign.encodePretty(new Table(Map.of(), null));

    assertThat(foreign.encodePretty(known)).doesNotContain("color");
  }

  @Test
  void shouldNotReplaceWhatIsOurs() throws Exception {
    String json = "{rows:{a:{size:1,cells:[1,2]}},note:null}";

    assertThat(rewritten(json, new Table(Map.of("a", new Row(1, List.of(3))), "ours")))
        .isEqualTo("{'note':'ours','rows':{'a':{'cells':[3],'size':1}}}");
  }
}
