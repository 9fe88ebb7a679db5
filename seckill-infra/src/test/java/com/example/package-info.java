/** A part of another team's application. */
@NullMarked
package com.example;

import org.jspecify.annotations.NullMarked;
