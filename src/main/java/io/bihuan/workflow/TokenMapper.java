package io.bihuan.workflow;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** Reads the engine's own tables, so that a refusal can say whom it was about. */
@Mapper
interface TokenMapper {

  /** Whose tokens or tasks these are the ids of, running or over; numbers of subjects as well. */
  @Select(
      """
      <script>
      select i.business_key_ as subject, t.id_ as task_id
        from act_hi_taskinst t join act_hi_procinst i on i.proc_inst_id_ = t.proc_inst_id_
       where i.business_key_ is not null and t.id_ in
       <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      union
      select i.business_key_, null
        from act_ru_execution e join act_hi_procinst i on i.proc_inst_id_ = e.proc_inst_id_
       where i.business_key_ is not null and e.id_ in
       <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      union
      select i.business_key_, null
        from act_hi_actinst a join act_hi_procinst i on i.proc_inst_id_ = a.proc_inst_id_
       where i.business_key_ is not null and a.id_ in
       <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      union
      select i.business_key_, null
        from act_hi_procinst i
       where i.business_key_ is not null and i.proc_inst_id_ in
       <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      union
      select i.business_key_, null
        from act_hi_procinst i
       where i.business_key_ in
       <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  List<Token> known(Collection<String> ids);
}
