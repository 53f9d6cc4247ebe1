"""Pages of events in a real browser, beside other tools: ``python -m benchmarks.browser``."""
