package io.beamdesk.config;

import java.util.List;
import java.util.stream.Collectors;

/// A beamline file that cannot be used, with everything that is wrong with it.
public final class BeamlineFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    /// Takes the problems; there is at least one.
    public BeamlineFileException(List<Problem> problems) {
        this("beamline file", problems);
    }

    /// The same with the file's name, for the message.
    BeamlineFileException(String file, List<Problem> problems) {
        super(
                problems.stream()
                        .map(p -> file + " " + p)
                        .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /// Everything that is wrong, in the order of lines.
    public List<Problem> problems() {
        return problems;
    }
}
