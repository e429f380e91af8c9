package io.bihuan.loop.discovery;

/**
 * 隐患来源: why somebody looked, by the list of the government, with the codes under which the two
 * exchange interfaces know it: 双重预防 (1 to 10) and that of Liaoning (1 to 8). How a hazard came into
 * this product is {@link io.bihuan.hazard.Origin}.
 */
public enum Source {
  /** 日常检查. */
  DAILY("01", 1, 5),
  /** 专项检查. */
  SPECIAL("02", 3, 5),
  /** 综合检查. */
  GENERAL("03", 2, 5),
  /** 四不两直检查. */
  UNANNOUNCED("04", 10, 5),
  /** 突击夜查. */
  NIGHT("05", 10, 5),
  /** 领导包联交办. */
  LEADER("06", 10, 5),
  /** 督查发现. */
  SUPERVISION("07", 10, 5),
  /** 上级交办. */
  SUPERIOR("08", 10, 5),
  /** 举报. */
  TIP("09", 10, 6),
  /** 乡镇上报. */
  TOWN("10", 10, 5),
  /** 企业自查. */
  UNIT("11", 1, 3),
  /** 专家诊断. */
  EXPERT("12", 8, 8),
  /** 复产复工前. */
  RESUMPTION("13", 7, 5),
  /** 事故类比. */
  SIMILAR_ACCIDENT("14", 6, 5),
  /** 节假日及重点时段. */
  HOLIDAY("15", 5, 5),
  /** 季节性. */
  SEASONAL("16", 4, 5),
  /** 其他. */
  OTHER("17", 10, 8);

  private final String code;
  private final int doublePrevention;
  private final int liaoning;

  Source(String code, int doublePrevention, int liaoning) {
    this.code = code;
    this.doublePrevention = doublePrevention;
    this.liaoning = liaoning;
  }

  /** Two digits, as on the government's list. */
  public String code() {
    return code;
  }

  /** {@code dangerSrc} of the 双重预防 interface. */
  public int doublePrevention() {
    return doublePrevention;
  }

  /** {@code yhly} of the interface of Liaoning. */
  public int liaoning() {
    return liaoning;
  }
}
