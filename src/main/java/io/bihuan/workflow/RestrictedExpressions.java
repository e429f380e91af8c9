package io.bihuan.workflow;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Expressions may ask the bean {@code loop} with a business key, and nothing else: no other bean,
 * no reflection. It closes the published hole by which an expression smuggled into a task query's
 * {@code or()} is evaluated although ad-hoc expressions are off (7.24.0, no community fix).
 */
class RestrictedExpressions extends SpringExpressionManager {
  private static final Set<String> NAMES = Set.of("loop", "execution", "loopCounter");
  private static final Set<String> QUESTIONS =
      Set.of("holder", "holderAt", "standsAt", "isOver", "signers");

  RestrictedExpressions(ApplicationContext context) {
    super(context);
  }

  @Override
  protected ELResolver createElResolver() {
    return new Restricted(super.createElResolver());
  }

  private static final class Restricted extends ELResolver {
    private final ELResolver all;

    Restricted(ELResolver all) {
      this.all = all;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
      boolean allowed =
          base == null
              ? NAMES.contains(String.valueOf(property))
              : base instanceof DelegateExecution && "processBusinessKey".equals(property);
      if (!allowed) {
        throw new PropertyNotFoundException("No expression may read " + property);
      }
      return all.getValue(context, base, property);
    }

    @Override
    public @Nullable Object invoke(
        ELContext context,
        @Nullable Object base,
        Object method,
        Class<?> @Nullable [] types,
        Object @Nullable [] arguments) {
      if (!(base instanceof LoopQuestions) || !QUESTIONS.contains(String.valueOf(method))) {
        throw new MethodNotFoundException("No expression may call " + method);
      }
      return all.invoke(context, base, method, types, arguments);
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
      return all.getType(context, base, property);
    }

    @Override
    public void setValue(
        ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
      throw new PropertyNotFoundException("No expression may write " + property);
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
      return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(
        ELContext context, @Nullable Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
      return all.getCommonPropertyType(context, base);
    }
  }
}
