package io.bihuan.loop.signoff;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;

@Mapper
interface DeliveryMapper {
  @Insert(
      """
      insert into delivery (hazard_no, seq, order_no, delivered_by, manner, delivered_on)
      values (#{no}, #{seq}, #{orderNo}, #{by}, #{manner}, #{on})
      """)
  void insertDelivery(
      HazardNo no, int seq, String orderNo, PersonId by, DeliverOrder.Manner manner, LocalDate on);

  @Insert(
      """
      insert into order_receipt (hazard_no, seq, order_no, received_by, received_at)
      values (#{no}, #{seq}, #{orderNo}, #{by}, #{at})
      """)
  void insertReceipt(HazardNo no, int seq, String orderNo, PersonId by, Instant at);
}
