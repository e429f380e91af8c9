package io.bihuan.loop.rectification;

import io.bihuan.people.PersonId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * 治理方案 of a major hazard: its six contents, the last one in two (隐患排查治理暂行规定 第十五条).
 *
 * @param version grows each time it is drafted anew; no version is ever changed
 * @param goals 治理的目标和任务
 * @param methods 采取的方法和措施
 * @param means 经费和物资的落实
 * @param funds 万元
 * @param team 负责治理的机构和人员
 * @param schedule 治理的时限和要求
 * @param interimMeasures 整改期间的安全防范措施
 * @param contingency 应急预案
 */
public record Plan(
    int version,
    PersonId draftedBy,
    Instant draftedAt,
    String goals,
    String methods,
    String means,
    BigDecimal funds,
    String team,
    String schedule,
    String interimMeasures,
    String contingency) {}
