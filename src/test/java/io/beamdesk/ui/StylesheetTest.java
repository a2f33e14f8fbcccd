package io.beamdesk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;

class StylesheetTest {
    @Test
    void stylesheetHasNoErrorAndNoRuleWithoutEffect() throws IOException {
        URL css =
                Objects.requireNonNull(
                        StylesheetTest.class.getResource("/io/beamdesk/ui/beamdesk.css"));
        CssParser.errorsProperty().clear();

        var sheet = new CssParser().parse(css);

        assertThat(CssParser.errorsProperty()).isEmpty();
        assertThat(sheet.getRules())
                .hasSizeGreaterThan(100)
                .allSatisfy(rule ->
                        assertThat(rule.getDeclarations())
                                .as(rule.getSelectors().toString())
                                .isNotEmpty());
    }
}
