/// How long products are kept, who decided otherwise, and what was deleted.
@org.jspecify.annotations.NullMarked
package io.beamdesk.retention;
