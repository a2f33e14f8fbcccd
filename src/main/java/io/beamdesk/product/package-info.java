/// The data product: one HDF5 file that any reader opens while it is written and after a crash, its
/// NeXus layout, and its reader.
package io.beamdesk.product;
