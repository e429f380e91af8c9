package io.bihuan.record.evidence;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the bytes of the photos lie. Backed up together with the database. */
@ConfigurationProperties(prefix = "bihuan.evidence", ignoreUnknownFields = false)
record EvidenceSettings(@DefaultValue("./data/evidence") Path directory) {}
