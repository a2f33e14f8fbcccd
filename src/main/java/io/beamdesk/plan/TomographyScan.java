package io.beamdesk.plan;

import java.util.Map;

/// Step-and-shoot tomography: the rotation stops at every angle; there: settle, trigger, read.
///
/// @param setup what it is made of
public record TomographyScan(TomographySetup setup) implements Plan {
    @Override
    public String name() {
        return "tomography";
    }

    @Override
    public void run(RunContext run) {
        TomographySetup.Rotation rotation = setup.rotation();
        setup.run(
                run,
                name(),
                Map.of(),
                stage -> {
                    for (int i = 0; i < rotation.projections(); i++) {
                        stage.frame(ImageKey.PROJECTION, rotation.angle(i));
                    }
                });
    }
}
