/** A warehouse of another team: its stock in its own database, its work under locks. */
package com.example.warehouse;
