package io.glassmq.labs;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Makes the failures of a contract teach: an empty hole is the failure, whoever caught it; to each
 * other failure it adds what that would mean for a broker, and the hint to open.
 */
final class TeachingExtension implements InvocationInterceptor, AfterEachCallback {
  private static final String WIRE = "wire";

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    LabTodo.forgetAll();
    return invocation.proceed();
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LabTodo.forgetAll();
  }

  private static void run(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
    Throwable failure = null;
    try {
      if (context.getTags().contains(WIRE)) {
        new ImpatientRun(invocation).run();
      } else {
        invocation.proceed();
      }
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      failure = e;
    }
    LabTodo todo = LabTodo.first();
    if (todo != null) {
      throw todo;
    }
    if (failure != null) {
      throw TaughtFailure.of(
          failure, Lesson.of(context.getRequiredTestClass(), context.getRequiredTestMethod()));
    }
  }
}
