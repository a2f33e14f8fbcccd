/// The catalogue of a data folder: an index of its products that can be searched, and be made anew
/// from the files at any time.
package io.beamdesk.catalogue;
