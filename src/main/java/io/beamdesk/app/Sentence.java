package io.beamdesk.app;

import io.beamdesk.catalogue.CatalogueException;
import io.beamdesk.config.BeamlineFileException;
import io.beamdesk.device.DeviceException;
import io.beamdesk.engine.EngineException;
import io.beamdesk.export.ExportException;
import io.beamdesk.product.ProductException;
import io.beamdesk.pv.PvException;
import io.beamdesk.pv.ca.CaSettings;
import io.beamdesk.queue.QueueException;
import io.beamdesk.recipe.RecipeException;
import io.beamdesk.recipe.scrape.SscanException;
import io.beamdesk.sample.SampleException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// A failure as a sentence.
public final class Sentence {
    private Sentence() {}

    /// What a failure says to a person.
    public static String of(Exception problem) {
        return switch (problem) {
            case NoSuchFileException missing ->
                    "There is no file " + missing.getFile() + "; check its name";
            case FileAlreadyExistsException there ->
                    there.getFile() + " is there already; give another name, or take it away";
            case AccessDeniedException denied ->
                    denied.getFile() + " may not be read or written; check its rights";
            case RecipeException _,
                    BeamlineFileException _,
                    CatalogueException _,
                    DeviceException _,
                    EngineException _,
                    ExportException _,
                    ProductException _,
                    PvException _,
                    CaSettings.Wrong _,
                    QueueException _,
                    SampleException _,
                    SscanException _ ->
                    String.valueOf(problem.getMessage());
            case IOException io -> io.getMessage() + "";
            default -> problem.toString();
        };
    }
}
