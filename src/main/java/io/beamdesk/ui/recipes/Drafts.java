package io.beamdesk.ui.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What is typed and not saved: it is on disk within the moment, and comes back with the window.
final class Drafts {
    private final RecipesViewModel model;
    private final DraftsFile file;
    private final Errands errands;
    private final AtomicReference<List<DraftsFile.Draft>> unsaved =
            new AtomicReference<>(List.of());
    private boolean restored;

    Drafts(RecipesViewModel model, DraftsFile file, Errands errands) {
        this.model = model;
        this.file = file;
        this.errands = errands;
    }

    /// Brings back what was typed and not saved when the window was closed.
    void restore(RecipeShelf.Content shelved, List<DraftsFile.Draft> drafts) {
        for (DraftsFile.Draft draft : drafts) {
            TechniqueForms.of(draft.recipe())
                    .map(form -> restored(form, draft, shelved))
                    .ifPresent(back -> {
                        boolean here =
                                back.entry().isPresent()
                                        && back.kept().of().equals(model.sheet().kept().of())
                                        && !model.isEdited();
                        if (here) {
                            model.show(back);
                        } else {
                            model.library().keep(back);
                        }
                    });
        }
        restored = true;
        keep();
    }

    private static Sheet restored(
            TechniqueForm form, DraftsFile.Draft draft, RecipeShelf.Content shelved) {
        return shelved.entries().stream()
                .filter(entry -> draft.of().equals(Optional.of(entry.key())))
                .findFirst()
                .map(entry -> Sheet.of(entry, draft.recipe()))
                .orElseGet(() ->
                        new Sheet(
                                form,
                                draft.item(),
                                Optional.empty(),
                                form.blank().get(),
                                draft.recipe()));
    }

    /// Keeps on disk whatever is typed and not saved, once what was typed before is back.
    void keep() {
        if (!restored) {
            return;
        }
        List<DraftsFile.Draft> drafts = new ArrayList<>(model.library().kept());
        if (model.isEdited()) {
            drafts.addFirst(model.sheet().kept());
        }
        unsaved.set(List.copyOf(drafts));
        errands.work(
                () -> {
                    file.keep(unsaved::get);
                    return unsaved;
                },
                "What is typed is not safe on disk",
                _ -> {});
    }
}
