"""Is a newly trained model as good as the last good one? What `puente check` measures, compares and reports."""
