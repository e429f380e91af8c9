package io.bihuan.loop.rectification;

import io.bihuan.people.PersonId;
import java.time.Instant;

/** 整改进展: how far the work is. It never moves the loop. */
public record Progress(
    String matterNo, PersonId reportedBy, Instant reportedAt, int percent, String account) {}
