package io.bihuan.people;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.MappedTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
@MappedTypes(PersonId.class)
class PersonIdTypeHandler extends BaseTypeHandler<PersonId> {
  @Override
  public void setNonNullParameter(PreparedStatement s, int i, PersonId id, JdbcType type)
      throws SQLException {
    s.setString(i, id.value());
  }

  @Override
  public @Nullable PersonId getNullableResult(ResultSet r, String column) throws SQLException {
    return orNull(r.getString(column));
  }

  @Override
  public @Nullable PersonId getNullableResult(ResultSet r, int column) throws SQLException {
    return orNull(r.getString(column));
  }

  @Override
  public @Nullable PersonId getNullableResult(CallableStatement s, int column) throws SQLException {
    return orNull(s.getString(column));
  }

  private static @Nullable PersonId orNull(@Nullable String value) {
    return value == null ? null : new PersonId(value);
  }
}
