"""What the dialogue does besides talking: one file a topic. Actions call use cases and return outcomes; they never commit."""
