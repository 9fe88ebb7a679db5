package io.seckill.infra.lock;

import io.seckill.core.lock.LockName;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.PatternMatchUtils;

/**
 * Sorts lock names into few kinds, so that what is counted by kind is bounded: patterns in which * stands for any text, {@value #MOST}
 * at most, the first that fits; and {@value #OTHER}. Safe for use by many threads.
 */
public final class LockNamePatterns {
    static final int MOST = 100;
    public static final String OTHER = "other";
    private static final System.Logger LOG = System.getLogger(LockNamePatterns.class.getName());

    private final CopyOnWriteArrayList<String> patterns = new CopyOnWriteArrayList<>();

    public LockNamePatterns(Collection<String> patterns) {
        patterns.forEach(this::add);
    }

    /** Takes one more pattern, unless it is there, fits all names, or is one too many. */
    synchronized void add(String pattern) {
        if (pattern.equals("*") || patterns.contains(pattern)) {
            return;
        }
        if (patterns.size() == MOST) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Locks with names such as {0} are counted as {1}: there are {2} other patterns already",
                    pattern,
                    OTHER,
                    MOST);
            return;
        }
        patterns.add(pattern);
    }

    /** The pattern that fits the name, or {@value #OTHER}. */
    public String of(LockName name) {
        for (String pattern : patterns) {
            if (PatternMatchUtils.simpleMatch(pattern, name.value())) {
                return pattern;
            }
        }
        return OTHER;
    }

    public List<String> all() {
        return List.copyOf(patterns);
    }
}
