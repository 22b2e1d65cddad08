package io.glassmq.remoting.protocol;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/**
 * Header records to extension fields and back, by component names; see {@link CommandCustomHeader}
 * for what is required.
 *
 * <p>A record type is looked at once; after that each header costs a few method handle calls.
 * Thread-safe.
 */
final class HeaderCodec {
  private static final ClassValue<Layout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return Layout.of(type);
        }
      };

  private HeaderCodec() {}

  /** Adds the components of {@code header} that are not null to {@code fields}. */
  static void write(CommandCustomHeader header, Map<String, String> fields) {
    for (Field field : LAYOUTS.get(header.getClass()).fields) {
      Object value = invoke(field.accessor, header);
      if (value != null) {
        fields.put(field.name, value.toString());
      }
    }
  }

  /**
   * @throws RemotingCommandException if a required field is missing, or one is not of its type
   */
  static <H extends Record & CommandCustomHeader> H read(Map<String, String> fields, Class<H> type)
      throws RemotingCommandException {
    Layout layout = LAYOUTS.get(type);
    var values = new Object[layout.fields.length];
    for (int i = 0; i < values.length; i++) {
      Field field = layout.fields[i];
      String text = fields.get(field.name);
      if (text != null) {
        values[i] = field.parse(text, type);
      } else if (field.required) {
        throw new RemotingCommandException(
            type.getSimpleName() + ": the field " + field.name + " is missing in " + fields);
      }
    }
    return type.cast(invoke(layout.constructor, values));
  }

  private static Object invoke(MethodHandle handle, Object argument) {
    try {
      return handle.invokeExact(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a header record threw a checked exception", e);
    }
  }

  /**
   * What is known about a record type. The constructor takes all values in one {@code Object[]}.
   */
  private record Layout(Field[] fields, MethodHandle constructor) {
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    static Layout of(Class<?> type) {
      var components = type.getRecordComponents();
      if (components == null) {
        throw new IllegalArgumentException(type.getName() + " is a header but not a record");
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        var lookup = MethodHandles.publicLookup();
        var constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
        var fields = new Field[components.length];
        for (int i = 0; i < fields.length; i++) {
          var accessor = lookup.unreflect(components[i].getAccessor()).asType(ACCESSOR);
          fields[i] = Field.of(components[i], accessor);
        }
        return new Layout(
            fields, constructor.asSpreader(Object[].class, types.length).asType(ACCESSOR));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(type.getName() + " is not a public record", e);
      }
    }
  }

  /** One component. */
  private record Field(String name, Class<?> type, boolean required, MethodHandle accessor) {
    static Field of(RecordComponent component, MethodHandle accessor) {
      Class<?> type = component.getType();
      boolean required =
          type == String.class
              ? !component.isAnnotationPresent(CFNullable.class)
              : type.isPrimitive();
      return new Field(component.getName(), type, required, accessor);
    }

    Object parse(String text, Class<?> header) throws RemotingCommandException {
      if (type == String.class) {
        return text;
      }
      try {
        if (type == int.class || type == Integer.class) {
          return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
          return Long.valueOf(text);
        }
      } catch (NumberFormatException e) {
        throw new RemotingCommandException(
            header.getSimpleName() + ": the field " + name + " is no number: " + text, e);
      }
      if (type == boolean.class || type == Boolean.class) {
        return Boolean.valueOf(text);
      }
      throw new IllegalArgumentException(header + ": no header field can be a " + type);
    }
  }
}
