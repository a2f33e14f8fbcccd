package io.beamdesk.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.beamdesk.ui.help.Handbook.Block;
import io.beamdesk.ui.help.Handbook.Span;
import io.beamdesk.ui.help.Handbook.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandbookBlocksTest {
    @Test
    void wholeHandbookIsFoundBesideAnInstalledProgram(@TempDir Path prefix) throws IOException {
        Path runtime = Files.createDirectories(prefix.resolve("lib/beamdesk/runtime"));
        assertThat(Handbook.whole(runtime)).isEmpty();
        Path pages = Files.createDirectories(prefix.resolve("share/doc/beamdesk/handbook"));
        Path first = Files.writeString(pages.resolve("index.html"), "<html></html>");
        assertThat(Handbook.whole(runtime)).contains(first);
    }

    @Test
    void markdownOfTheHandbookIsTakenApart() {
        List<Block> blocks =
                Handbook.blocks(
                        """
                        ## Keys

                        Press *Run now*, or
                        `F12`, see [runs](runs.md).

                        - **First**
                          goes on
                        - second

                            $ beamdesk sim
                            ready

                        | key | what |
                        |---|---|
                        | F12 | STOP |
                        """);
        assertThat(blocks)
                .containsExactly(
                        new Handbook.Heading(2, "Keys"),
                        new Handbook.Paragraph(
                                List.of(
                                        new Span("Press ", Style.PLAIN),
                                        new Span("Run now", Style.EMPHASIS),
                                        new Span(", or ", Style.PLAIN),
                                        new Span("F12", Style.CODE),
                                        new Span(", see ", Style.PLAIN),
                                        new Span("runs", Style.PLAIN),
                                        new Span(".", Style.PLAIN))),
                        new Handbook.Entry(
                                List.of(
                                        new Span("First", Style.STRONG),
                                        new Span(" goes on", Style.PLAIN))),
                        new Handbook.Entry(List.of(new Span("second", Style.PLAIN))),
                        new Handbook.Code("$ beamdesk sim\nready"),
                        new Handbook.Table(
                                List.of(
                                        List.of(
                                                List.of(new Span("key", Style.PLAIN)),
                                                List.of(new Span("what", Style.PLAIN))),
                                        List.of(
                                                List.of(new Span("F12", Style.PLAIN)),
                                                List.of(new Span("STOP", Style.PLAIN))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Setup", "Samples", "Align", "Recipes", "Queue", "Live", "Data", "Devices", "Log"
            })
    void everyPaneHasItsPage(String pane) {
        assertThat(Handbook.of(pane)).hasSizeGreaterThan(1);
        assertThat(Handbook.of(pane).getFirst()).isEqualTo(new Handbook.Heading(2, pane));
    }

    @Test
    void keysHaveEveryPaneAndStop() {
        String table =
                Handbook.keys().stream()
                        .filter(Handbook.Table.class::isInstance)
                        .map(String::valueOf)
                        .collect(Collectors.joining());
        assertThat(table).contains("F12").contains("Ctrl+9");
    }
}
