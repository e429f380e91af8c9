package io.bihuan.web;

import java.time.LocalDateTime;
import java.util.List;

/** 登录的设备: where one is signed in at this moment. */
public record SessionsPage(List<Session> sessions) {

  /**
   * @param here the one that is looking
   */
  public record Session(
      String id, String browser, String address, LocalDateTime since, boolean here) {}
}
