package io.bihuan.hazard;

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
@MappedTypes(HazardNo.class)
class HazardNoTypeHandler extends BaseTypeHandler<HazardNo> {
  @Override
  public void setNonNullParameter(PreparedStatement s, int i, HazardNo no, JdbcType type)
      throws SQLException {
    s.setString(i, no.value());
  }

  @Override
  public @Nullable HazardNo getNullableResult(ResultSet r, String column) throws SQLException {
    return orNull(r.getString(column));
  }

  @Override
  public @Nullable HazardNo getNullableResult(ResultSet r, int column) throws SQLException {
    return orNull(r.getString(column));
  }

  @Override
  public @Nullable HazardNo getNullableResult(CallableStatement s, int column) throws SQLException {
    return orNull(s.getString(column));
  }

  private static @Nullable HazardNo orNull(@Nullable String value) {
    return value == null ? null : new HazardNo(value);
  }
}
