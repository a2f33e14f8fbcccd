/// SQLite files that several programs share: opened, brought up to date, and their failures said in
/// sentences.
package io.beamdesk.database;
