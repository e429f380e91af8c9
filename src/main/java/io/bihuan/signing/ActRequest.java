package io.bihuan.signing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks to do, by page or by API.
 *
 * @param subject the key of a hazard or a matter
 * @param task the pending act the form was made for; null if the caller goes by round alone
 * @param form the fields as they were sent
 * @param evidence ids of photos uploaded before
 */
public record ActRequest(
    String subject,
    String act,
    int round,
    @Nullable String task,
    Map<String, @Nullable Object> form,
    List<String> evidence) {}
