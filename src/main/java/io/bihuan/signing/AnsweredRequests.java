package io.bihuan.signing;

import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A phone that lost the answer asks again and gets the same one: one act, however often sent. */
@Service
@Transactional
public class AnsweredRequests {
  private final Rows rows;
  private final Clock clock;

  AnsweredRequests(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** The answer already given under this key; refused if the key was used for something else. */
  public Optional<String> answer(PersonId person, String key, String requestHash) {
    return rows.find(person, key)
        .map(
            row -> {
              if (!row.requestHash().equals(requestHash)) {
                throw Refused.because("Idempotency-Key", "refused.idempotency");
              }
              return row.answer();
            });
  }

  /** Kept in the transaction of the act itself, so that neither is there without the other. */
  public void keep(PersonId person, String key, String requestHash, String answer) {
    rows.insert(person, key, requestHash, answer, clock.instant());
  }

  record Row(String requestHash, String answer) {}

  @Mapper
  interface Rows {
    @Select(
        """
        select request_hash, answer from answered_request
         where person_id = #{person} and idempotency_key = #{key}
        """)
    Optional<Row> find(PersonId person, String key);

    @Insert(
        """
        insert into answered_request (
          person_id, idempotency_key, request_hash, answer, answered_at)
        values (#{person}, #{key}, #{requestHash}, #{answer}, #{at})
        """)
    void insert(PersonId person, String key, String requestHash, String answer, Instant at);
  }
}
