/// Bytes that were packed to take less room, and how they become what they were: of frames on the network
/// and of datasets in files; and the sum by which bytes are known again. It trusts no byte that it reads.
package io.beamdesk.codec;
