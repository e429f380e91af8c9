package io.bihuan.loop.signoff;

import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface DeliveryMapper {
  @Insert(
      """
      insert into delivery (hazard_no, seq, order_no, delivered_by, manner, delivered_on)
      values (#{no}, #{seq}, #{orderNo}, #{by}, #{manner}, #{on})
      """)
  void insertDelivery(
      HazardNo no, int seq, String orderNo, PersonId by, Manner manner, LocalDate on);

  @Select(
      """
      select d.order_no, d.delivered_by, d.manner, d.delivered_on, r.received_by, r.received_at
        from delivery d
        left join order_receipt r
          on r.hazard_no = d.hazard_no and r.order_no = d.order_no and r.seq > d.seq
       where d.hazard_no = #{no}
       order by d.seq desc
       limit 1
      """)
  Optional<Deliveries.Delivery> last(HazardNo no);

  @Insert(
      """
      insert into order_receipt (hazard_no, seq, order_no, received_by, received_at)
      values (#{no}, #{seq}, #{orderNo}, #{by}, #{at})
      """)
  void insertReceipt(HazardNo no, int seq, String orderNo, PersonId by, Instant at);
}
