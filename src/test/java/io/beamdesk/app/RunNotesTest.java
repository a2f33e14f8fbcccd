package io.beamdesk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNotesTest {
    @TempDir private Path folder;

    private static RunNote note(long process, Instant began) {
        return new RunNote(
                process,
                began,
                "Ni XANES · B4-1",
                "B4-1",
                "anna",
                "",
                Instant.parse("2026-03-02T15:05:26Z"),
                true,
                List.of(Path.of("/data/scan_0001.h5")));
    }

    @Test
    void runOfALivingProcessIsNotLeft() {
        ProcessHandle here = ProcessHandle.current();
        RunNotes notes = new RunNotes(folder);
        notes.keep(note(here.pid(), RunNotes.began(here)));
        assertThat(notes.left()).isEmpty();
    }

    @Test
    void runOfAProcessWhoseNumberCameAgainIsLeft() {
        RunNotes notes = new RunNotes(folder);
        RunNote note = note(ProcessHandle.current().pid(), Instant.EPOCH);
        notes.keep(note);
        assertThat(notes.left()).containsExactly(note);
        notes.forget(note.process());
        assertThat(notes.left()).isEmpty();
    }

    @Test
    void noteThatCannotBeReadKeepsNoOtherFromBeingTold() throws Exception {
        RunNotes notes = new RunNotes(folder);
        RunNote note = note(2, Instant.EPOCH);
        notes.keep(note);
        Files.writeString(folder.resolve("1.run"), "{\"process\": 1, \"processSta");
        Files.writeString(folder.resolve("3.run"), "");
        assertThat(notes.left()).containsExactly(note);
    }

    @Test
    void folderThatCannotBeWrittenKeepsNoRunFromBeginning() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        RunNotes notes = new RunNotes(file);
        notes.keep(note(1, Instant.EPOCH));
        assertThat(notes.left()).isEmpty();
    }

    @Test
    void sentenceSaysWhatRanHowTheBeamlineIsAndWhereTheProductIs() {
        RunNote note = note(1, Instant.EPOCH);
        assertThat(
                        new RunLeft(
                                        note,
                                        List.of("fast shutter (SIM:fs) is open"),
                                        note.products(),
                                        true)
                                .sentence(ZoneOffset.UTC))
                .isEqualTo(
                        "Ni XANES · B4-1 was being measured (begun 2 Mar 15:05:26 by anna) when Beamdesk was"
                                + " killed. The beamline now, read back: fast shutter (SIM:fs) is open. Its"
                                + " product is /data/scan_0001.h5, complete up to its last commit; recover it to"
                                + " add what came after. It is first in the queue, as failed: retry it there to measure"
                                + " it again, or drop it.");
    }
}
