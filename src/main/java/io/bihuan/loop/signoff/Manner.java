package io.bihuan.loop.signoff;

/** 送达方式. Leaving it in place is the answer to a refusal, not a way of one's own choosing. */
public enum Manner {
  DIRECT,
  POST,
  ELECTRONIC
}
