/// Recipes: what an operator fills in, as typed and versioned JSON, and the plans made of them.
package io.beamdesk.recipe;
