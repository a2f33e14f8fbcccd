/// Bytes that were packed to take less room, and how they become what they were: of frames on the network
/// and of datasets in files. It trusts no byte that it reads.
package io.beamdesk.codec;
