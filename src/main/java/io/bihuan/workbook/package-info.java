/**
 * 表格 Workbook: reads a workbook that somebody sent, sheet by sheet and row by row, after a gate has
 * turned away what could harm. What the rows mean is for others to say.
 */
@NullMarked
@ApplicationModule(
    displayName = "表格 Workbook",
    allowedDependencies = {})
package io.bihuan.workbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
