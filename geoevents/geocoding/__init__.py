"""Place expressions -> geometries with an uncertainty.

The room is not called ``geocode``: Python would bind that name to the room and hide the public function.
"""
