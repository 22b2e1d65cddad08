package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.chapters.ChapterBytes;
import io.glassmq.classroom.generate.GeneratedFile;
import io.glassmq.classroom.generate.Generator;
import io.glassmq.cli.reference.ReferenceTables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of sources is what the sources say: labs, answers, blocks of pages, drawings. */
class DriftTest {
  private final Generator generator =
      new Generator(House.CHECKOUT, ChapterBytes.all(), ReferenceTables.all(House.CHECKOUT));

  @Test
  void shouldFindNothingToGenerate() {
    List<GeneratedFile> files = generator.files("");

    assertThat(files).hasSizeGreaterThan(10);
    assertThat(generator.differing(files))
        .as(
            """
            ./mq generate writes these anew. (A lab that you work on differs from its skeleton: \
            that is meant; ./mq lab N --reset gives the skeleton back.)""")
        .extracting(GeneratedFile::name)
        .isEmpty();
    assertThat(generator.leftovers(files, "")).as("./mq generate removes these").isEmpty();
  }

  @Test
  void shouldUseEveryRegion() {
    assertThat(generator.unusedRegions())
        .as("marks that no lab, excerpt or tour uses: take them away, or use them")
        .isEmpty();
  }
}
