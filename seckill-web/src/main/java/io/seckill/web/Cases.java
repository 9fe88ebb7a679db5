package io.seckill.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What to make of each case of a sealed type: a switch over types, which Java 17 does not have. It is checked to be
 * whole when it is made, at start, not at the first call that meets a case left out.
 *
 * @param <T> the sealed type
 * @param <R> what is made of it
 */
public final class Cases<T, R> {
    private final Map<Class<?>, Function<T, R>> cases;

    private Cases(Map<Class<?>, Function<T, R>> cases) {
        this.cases = Map.copyOf(cases);
    }

    public static <T, R> Draft<T, R> of(Class<T> sealed) {
        return new Draft<>(sealed);
    }

    public R apply(T value) {
        Function<T, R> made = cases.get(value.getClass());
        if (made == null) {
            throw new IllegalStateException("no case for " + value.getClass());
        }
        return made.apply(value);
    }

    /** Cases that are being named. */
    public static final class Draft<T, R> {
        private final Class<T> sealed;
        private final Map<Class<?>, Function<T, R>> cases = new HashMap<>();

        private Draft(Class<T> sealed) {
            this.sealed = sealed;
        }

        public <C extends T> Draft<T, R> on(Class<C> type, Function<C, R> made) {
            cases.put(type, value -> made.apply(type.cast(value)));
            return this;
        }

        /** @throws IllegalStateException if a case is missing */
        public Cases<T, R> whole() {
            Set<Class<?>> all = Set.of(sealed.getPermittedSubclasses());
            if (!cases.keySet().equals(all)) {
                throw new IllegalStateException(sealed + " has the cases " + all + ", not " + cases.keySet());
            }
            return new Cases<>(cases);
        }
    }
}
