package io.bihuan.loop.signoff;

import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.HazardNo;
import io.bihuan.people.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface OrderMapper {
  @Update(
      """
      update order_number set last_serial = last_serial + 1
       where department_id = #{departmentId} and order_year = #{year}
      """)
  int nextSerial(String departmentId, int year);

  @Insert("insert into order_number values (#{departmentId}, #{year}, 1)")
  void firstSerial(String departmentId, int year);

  @Select(
      """
      select last_serial from order_number
       where department_id = #{departmentId} and order_year = #{year}
      """)
  int lastSerial(String departmentId, int year);

  @Insert(
      """
      insert into rectification_order (
        no, department_id, order_year, serial, unit_id, issued_by, issued_at)
      values (
        #{no}, #{departmentId}, #{orderYear}, #{serial}, #{unitId}, #{issuedBy}, #{issuedAt})
      """)
  void insert(Order order);

  @Insert(
      """
      insert into rectification_order_item (
        order_no, hazard_no, seq, determinations_version, measures, standard, deadline,
        responsible_id)
      values (
        #{orderNo}, #{hazardNo}, #{seq}, #{four.version}, #{four.measures}, #{four.standard},
        #{four.deadline}, #{four.responsible})
      """)
  void insertItem(String orderNo, HazardNo hazardNo, int seq, FourDeterminations four);

  @Select(
      """
      <script>
      select o.no, o.department_id, o.order_year, o.serial, o.unit_id, o.issued_by, o.issued_at
        from rectification_order o
       where o.issued_by = #{signer} and o.issued_at = #{at}
         and exists (
               select 1 from rectification_order_item i
                where i.order_no = o.no
                  and i.hazard_no in
                  <foreach item="no" collection="nos" open="(" separator="," close=")">#{no}</foreach>)
      </script>
      """)
  Optional<Order> openedBy(PersonId signer, Instant at, List<HazardNo> nos);

  @Select(
      """
      select o.no, o.department_id, o.order_year, o.serial, o.unit_id, o.issued_by, o.issued_at
        from rectification_order o
        join rectification_order_item i on i.order_no = o.no
       where i.hazard_no = #{no}
       order by o.issued_at desc, o.order_year desc, o.serial desc
       limit 1
      """)
  Optional<Order> of(HazardNo no);
}
