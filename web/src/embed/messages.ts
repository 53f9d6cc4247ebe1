// What the page of a map and the page around its frame say to each other.

export const TOLD = "geoevents:height";
export const ASKED = "geoevents:height?";
