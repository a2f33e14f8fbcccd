/// Recipes out of live sscan records, and back into them.
package io.beamdesk.recipe.scrape;
