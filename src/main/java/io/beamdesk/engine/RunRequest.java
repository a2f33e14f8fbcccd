package io.beamdesk.engine;

import io.beamdesk.plan.Plan;
import java.time.Duration;
import java.util.Map;

/// A plan with what is known of it before it starts.
///
/// @param title for people: recipe and sample
/// @param plan what to do
/// @param metadata for the start document, beside what the plan itself says
/// @param points rows planned; 0 if nobody knows
/// @param planned how long it should take
public record RunRequest(
        String title, Plan plan, Map<String, Object> metadata, int points, Duration planned) {}
