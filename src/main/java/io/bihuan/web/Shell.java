package io.bihuan.web;

import io.bihuan.people.People;
import io.bihuan.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of a signed-in person shows around itself. */
@ControllerAdvice(annotations = Controller.class)
class Shell {
  private final People people;
  private final Views views;

  Shell(People people, Views views) {
    this.people = people;
    this.views = views;
  }

  @ModelAttribute("viewer")
  @Nullable Viewer viewer(@AuthenticationPrincipal @Nullable SignedIn me) {
    if (me == null) {
      return null;
    }
    boolean inspects = people.holds(me.person(), Role.INSPECTOR);
    return new Viewer(
        views.nameOf(me.person()),
        views.organisationOf(me.person()),
        views.waiting(me.person()).waiting(),
        inspects,
        inspects,
        me.isAdministrator());
  }
}
