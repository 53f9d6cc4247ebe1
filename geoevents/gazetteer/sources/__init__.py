"""The sources of the gazetteer, one module each: what a published package gives, as places, names and shapes.

Only the rebuild of ``gazetteer/world`` uses them (``geoevents gazetteer build``); a look-up never does.
"""
