package io.bihuan.people;

import org.jspecify.annotations.Nullable;

/**
 * 生产经营单位.
 *
 * @param uscc 统一社会信用代码; null only for a unit of the first release
 */
public record Unit(
    String id, String name, String areaCode, String industry, @Nullable String uscc) {}
