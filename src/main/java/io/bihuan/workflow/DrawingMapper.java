package io.bihuan.workflow;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/**
 * Reads the diagram of a subject from the engine's own tables, where every version that was ever
 * deployed is kept. The engine itself is not asked: it answers no questions.
 */
@Mapper
interface DrawingMapper {

  @Select(
      """
      select b.bytes_ as bytes
        from act_hi_procinst i
        join act_re_procdef d on d.id_ = i.proc_def_id_
        join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
       where i.business_key_ = #{subject}
      """)
  Optional<Drawing> of(String subject);

  /** A diagram as it was deployed. */
  @SuppressWarnings("ArrayRecordComponent") // Read once, and handed on as text.
  record Drawing(byte[] bytes) {
    String xml() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
