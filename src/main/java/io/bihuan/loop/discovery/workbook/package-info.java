/**
 * Reads a 台账 workbook as offices keep it: headers are found by their words, cells are judged one by
 * one, and a file that could harm is turned away before it is parsed. Knows no database. The web
 * shows its faults to whoever sent the file.
 */
@NullMarked
@NamedInterface("workbook")
package io.bihuan.loop.discovery.workbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
