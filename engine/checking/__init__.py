"""The part of `puente check` that runs in the engine's environment. No model depends on it, so a change here trains nothing."""
