/**
 * 影像 Evidence: photos, kept under the hash of their bytes.
 *
 * <p>A photo is uploaded first and belongs to its uploader; an act takes it up, and from then on it
 * belongs to the act's subject for good. The same photo proves nothing twice. Tables: evidence,
 * evidence_metadata; bytes: {@code <data>/evidence/ab/cdef…}.
 *
 * <p>The original is the evidence: its bytes stay on disk as they came, and their hash is signed.
 * Nothing serves it, for it tells where somebody stood and with which phone. What pages and API
 * serve is drawn anew from it at the upload, upright, no longer than 2048 points, without the
 * camera's notes; its hash is kept beside the other. Who has to see an original is handed the file
 * by whoever runs the server, under the name of its hash.
 */
@NullMarked
@ApplicationModule(
    displayName = "影像 Evidence",
    allowedDependencies = {"people", "refusal"})
package io.bihuan.record.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
