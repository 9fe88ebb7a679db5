/** Who may call what: tokens, roles, and what is public. */
@NullMarked
package io.seckill.web.security;

import org.jspecify.annotations.NullMarked;
