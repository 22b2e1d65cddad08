package io.glassmq.labs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stands on the abstract contract of a lab. Its nested classes carry {@link Step}, its tests {@link
 * Meaning}; those of one step run by {@code @Order} where that is given.
 *
 * <pre>{@code
 * @LabContract(1)
 * public abstract class FrameCodecContract {
 *   protected abstract FrameCodec codec();
 *
 *   @Nested
 *   @Step(1)
 *   @Meaning("two frames that stick together would be read as one")
 *   class FrameLength {
 *     @Test
 *     void shouldCountItsOwnFourBytes() {
 *       assertThat(codec().frameLength(bytes)).as("length of the frame").isEqualTo(24);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A {@link LabTodo} that is thrown while a test runs, on whichever thread, is the failure of
 * that test, even when somebody caught it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestClassOrder(StepOrder.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(Sentences.class)
@ExtendWith(TeachingExtension.class)
public @interface LabContract {
  /** The number of the lab. */
  int value();
}
