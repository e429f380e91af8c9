/**
 * 界面 Web: the shell — sign-in, layout, the pages of the acts, the API, and how a refusal is said.
 * Pages and API call the same services; neither knows a rule.
 */
@NullMarked
@ApplicationModule(displayName = "界面 Web")
package io.bihuan.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
