/**
 * 影像 Evidence: photos, kept under the hash of their bytes.
 *
 * <p>A photo is uploaded first and belongs to its uploader; an act takes it up, and from then on it
 * belongs to the act's subject for good. The same photo proves nothing twice. Table: evidence;
 * bytes: {@code <data>/evidence/ab/cdef…}.
 */
@NullMarked
@ApplicationModule(
    displayName = "影像 Evidence",
    allowedDependencies = {"people", "refusal"})
package io.bihuan.record.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
