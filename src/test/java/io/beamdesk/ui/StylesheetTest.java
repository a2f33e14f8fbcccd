package io.beamdesk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;

class StylesheetTest {
    @Test
    void parseFindsNoErrorsAndEveryRule() throws IOException {
        CssParser.errorsProperty().clear();
        var sheet = new CssParser().parse(Objects.requireNonNull(StylesheetTest.class.getResource("/io/beamdesk/ui/beamdesk.css")));
        assertThat(CssParser.errorsProperty()).isEmpty();
        assertThat(sheet.getRules()).isNotEmpty();
    }
}
