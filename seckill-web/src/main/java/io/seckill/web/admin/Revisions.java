package io.seckill.web.admin;

import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sale's revision as an entity tag. */
final class Revisions {
    private static final Pattern TAG = Pattern.compile("\"(0|[1-9][0-9]{0,8})\"");

    private Revisions() {}

    static String tag(int revision) {
        return "\"" + revision + "\"";
    }

    /** @throws ProblemException unless the header names exactly one revision: not any, none weak, no other resource's tag */
    static int read(String ifMatch) {
        Matcher tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw new ProblemException(
                    Problems.invalid("If-Match", "must be the sale's revision in double quotes, as in \"3\""));
        }
        return Integer.parseInt(tag.group(1));
    }
}
