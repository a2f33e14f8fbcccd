package io.beamdesk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPolicyTest {
    private static BeamlineFile read(String policy) throws IOException {
        return BeamlineFile.read(
                new StringReader(
                        "{\"name\": \"B\", \"devices\": [],\n\"data_policy\": " + policy + "}"));
    }

    private static List<String> problems(String policy) {
        return catchThrowableOfType(BeamlineFileException.class, () -> read(policy))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "3 years, P3Y",
        "1 year, P1Y",
        "18 months, P18M",
        "2 weeks, P14D",
        " 90 Days , P90D"
    })
    void timeReadsWhatPeopleWrite(String text, Period time) {
        assertThat(DataPolicy.time(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "years", "-1 years", "3 years 2 days", "99999 years", "1.5 years"})
    void timeIsEmptyForWhatIsNone(String text) {
        assertThat(DataPolicy.time(text)).isEmpty();
    }

    @Test
    void readTakesThePolicy() throws IOException {
        assertThat(
                        read("{\"keep\": \"3 years\", \"warn\": \"1 month\", \"copy\": false}")
                                .dataPolicy())
                .isEqualTo(
                        new DataPolicy(
                                Optional.of(Period.ofYears(3)),
                                Period.ofMonths(1),
                                false,
                                List.of()));
        assertThat(read("{\"keep\": \"1 year\"}").dataPolicy())
                .isEqualTo(
                        new DataPolicy(
                                Optional.of(Period.ofYears(1)),
                                Period.ofDays(90),
                                true,
                                List.of()));
    }

    @Test
    void readNamesWhatIsWrongWithItsLine() {
        assertThat(problems("{\"keep\": \"long\"}"))
                .singleElement()
                .asString()
                .contains("line 2", "\"keep\" is \"long\"; expected a time such as \"3 years\"");
        assertThat(problems("{\"keep\": \"0 days\"}").getFirst()).contains("no time at all");
        assertThat(problems("{\"warn\": \"1 day\"}").getFirst()).contains("needs \"keep\"");
        assertThat(problems("true").getFirst()).contains("expected an object");
        assertThat(problems("{\"keep\": \"1 year\", \"copies\": 2}").getFirst()).contains("copies");
    }

    @Test
    void readTakesDestinationsAndRefusesPasswordsInThem() throws IOException {
        assertThat(
                        read("{\"keep\": \"1 year\", \"exports\": [\"/media/stick\", \"sftp://anna@h:22/~/d\"]}")
                                .dataPolicy()
                                .exports())
                .containsExactly("/media/stick", "sftp://anna@h:22/~/d");
        assertThat(problems("{\"keep\": \"1 year\", \"exports\": [\"sftp://anna:secret@h/d\"]}"))
                .singleElement()
                .asString()
                .contains("line 2", "has a password in an address")
                .doesNotContain("secret");
    }

    @Test
    void keptUntilCountsCalendarYearsWhereTheBeamlineIs() {
        DataPolicy year =
                new DataPolicy(Optional.of(Period.ofYears(1)), Period.ZERO, true, List.of());
        ZoneId zone = ZoneId.of("Australia/Melbourne");
        assertThat(year.keptUntil(Instant.parse("2028-02-29T01:00:00Z"), zone))
                .contains(Instant.parse("2029-02-28T01:00:00Z"));
        assertThat(DataPolicy.FOR_EVER.keptUntil(Instant.EPOCH, zone)).isEmpty();
    }
}
