package io.seckill.infra.lock;

import io.seckill.core.lock.LockName;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.common.CompositeStringExpression;
import org.springframework.expression.common.LiteralExpression;
import org.springframework.expression.common.TemplateParserContext;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A lock's name with expressions in it. No part may come out empty: one lock for all that lack a value would be a surprise.
 * Immutable.
 */
final class LockNameTemplate {
    private static final SpelExpressionParser PARSER = new SpelExpressionParser();
    private static final Set<String> OF_ELEMENTS = Set.of("#this", "#root");
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private final String text;
    private final Method method;
    private final List<Expression> parts;

    /** @throws IllegalArgumentException if it cannot be a template over the method's parameters */
    LockNameTemplate(String text, Method method) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("name: must not be empty; give the lock a name");
        }
        this.text = text;
        this.method = method;
        try {
            Expression whole = PARSER.parseExpression(text, new TemplateParserContext());
            this.parts = whole instanceof CompositeStringExpression several
                    ? List.of(several.getExpressions())
                    : List.of(whole);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "name: must be text with expressions such as #{#sku} in it, but \"" + text + "\" is not: "
                            + e.getMessage(),
                    e);
        }
        Set<String> parameters = parameters(method);
        for (Expression part : parts) {
            if (part instanceof SpelExpression expression) {
                check(expression.getAST(), parameters, false, false);
            }
        }
    }

    /** What all of its names have in common, with * in the place of each expression. */
    String pattern() {
        return parts.stream()
                .map(part -> part instanceof LiteralExpression ? part.getExpressionString() : "*")
                .collect(Collectors.joining())
                .replaceAll("\\*+", "*");
    }

    /** @throws IllegalArgumentException if these arguments give no name that a lock can have */
    LockName name(@Nullable Object[] arguments) {
        EvaluationContext context = new MethodBasedEvaluationContext(null, method, arguments, NAMES);
        StringBuilder name = new StringBuilder();
        for (Expression part : parts) {
            name.append(part instanceof LiteralExpression ? part.getExpressionString() : value(part, context));
        }
        try {
            return new LockName(name.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the template \"" + text + "\" gave \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private String value(Expression part, EvaluationContext context) {
        String value;
        try {
            value = part.getValue(context, String.class);
        } catch (EvaluationException e) {
            throw new IllegalArgumentException(
                    "the template \"" + text + "\" could not be evaluated: " + e.getMessage(), e);
        }
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the template \"" + text + "\": #{" + part.getExpressionString()
                    + "} gave " + (value == null ? "null" : "\"" + value + "\"") + ", and a lock needs a name");
        }
        return value;
    }

    /**
     * Refuses what would not be found when it is called: variables that are no parameters, and bare names, which would be
     * looked up in a root object.
     *
     * @param element whether this is evaluated on each element of a collection: then that is the root
     * @param key whether a bare name is no look-up: a link of a chain, or a key
     */
    private void check(SpelNode node, Set<String> parameters, boolean element, boolean key) {
        String shown = node.toStringAST();
        boolean reference =
                node instanceof VariableReference || node instanceof FunctionReference || node instanceof BeanReference;
        boolean known = parameters.contains(shown) || (element && OF_ELEMENTS.contains(shown));
        boolean bare = node instanceof PropertyOrFieldReference || node instanceof MethodReference;
        if ((reference && !known) || (bare && !key && !element)) {
            throw unknown(shown, parameters);
        }
        boolean elements = element || node instanceof Projection || node instanceof Selection;
        boolean keys = node instanceof Indexer || node instanceof InlineMap;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean chained = node instanceof CompoundExpression && i > 0;
            check(node.getChild(i), parameters, elements, keys || chained);
        }
    }

    private IllegalArgumentException unknown(String reference, Set<String> parameters) {
        return new IllegalArgumentException("name: " + reference + " in \"" + text
                + "\" is no parameter; there are "
                + parameters.stream().sorted().toList()
                + (NAMES.getParameterNames(method) == null
                        ? " (the names are not known: compile the class with -parameters)"
                        : ""));
    }

    private static Set<String> parameters(Method method) {
        Set<String> variables = new HashSet<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            variables.add("#a" + i);
            variables.add("#p" + i);
        }
        String[] names = NAMES.getParameterNames(method);
        if (names != null) {
            for (String name : names) {
                variables.add("#" + name);
            }
        }
        return variables;
    }

    @Override
    public String toString() {
        return text;
    }
}
