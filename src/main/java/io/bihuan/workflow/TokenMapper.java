package io.bihuan.workflow;

import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** Reads the engine's own tables, so that a refusal can say whom it was about. */
@Mapper
interface TokenMapper {

  /** Whose token or task this is the id of, running or over; at most one, but for a number. */
  @Select(
      """
      select i.business_key_ as subject, t.id_ as task_id
        from act_hi_taskinst t join act_hi_procinst i on i.proc_inst_id_ = t.proc_inst_id_
       where t.id_ = #{id} and i.business_key_ is not null
      union
      select i.business_key_, null
        from act_ru_execution e join act_hi_procinst i on i.proc_inst_id_ = e.proc_inst_id_
       where e.id_ = #{id} and i.business_key_ is not null
      union
      select i.business_key_, null
        from act_hi_actinst a join act_hi_procinst i on i.proc_inst_id_ = a.proc_inst_id_
       where a.id_ = #{id} and i.business_key_ is not null
      union
      select i.business_key_, null
        from act_hi_procinst i
       where (i.proc_inst_id_ = #{id} or i.business_key_ = #{id}) and i.business_key_ is not null
      """)
  List<Token> known(String id);
}
