"""An evaluator of claims that shares no code with the program it checks."""
