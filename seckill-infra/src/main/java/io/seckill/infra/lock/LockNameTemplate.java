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
                check(expression.getAST(), parameters, true);
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

    /** @param onRoot whether a bare name would be looked up in the root object; there is none */
    private void check(SpelNode node, Set<String> parameters, boolean onRoot) {
        if (node instanceof VariableReference || node instanceof FunctionReference || node instanceof BeanReference) {
            if (!parameters.contains(node.toStringAST())) {
                throw unknown(node.toStringAST(), parameters);
            }
        } else if (onRoot && (node instanceof PropertyOrFieldReference || node instanceof MethodReference)) {
            throw unknown(node.toStringAST(), parameters);
        }
        if (node instanceof Projection || node instanceof Selection) {
            return; // evaluated on each element
        }
        boolean keys = node instanceof Indexer || node instanceof InlineMap;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean chained = node instanceof CompoundExpression && i > 0;
            SpelNode child = node.getChild(i);
            if (chained) {
                checkArguments(child, parameters);
            } else {
                check(child, parameters, !keys);
            }
        }
    }

    /** A link of a chain stands on the one before it; what it is called with does not. */
    private void checkArguments(SpelNode link, Set<String> parameters) {
        if (link instanceof Projection || link instanceof Selection) {
            return;
        }
        for (int i = 0; i < link.getChildCount(); i++) {
            check(link.getChild(i), parameters, !(link instanceof Indexer));
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
