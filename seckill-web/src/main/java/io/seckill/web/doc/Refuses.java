package io.seckill.web.doc;

import io.seckill.api.ErrorCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The codes that a call may be refused with, for the OpenAPI document; those of every call are not named. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** Besides what every call may answer. */
    ErrorCode[] value();

    /** Whether the call needs a token, and so may be refused for lack of one. */
    boolean token() default true;
}
