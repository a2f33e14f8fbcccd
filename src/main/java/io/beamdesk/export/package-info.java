/// Takes products out of the house: to a folder, into an archive, or to a server over SFTP.
@org.jspecify.annotations.NullMarked
package io.beamdesk.export;
