// What the page of a map and the page around its frame say to each other.

export const TOLD = "geoevents:height";
export const ASKED = "geoevents:height?";
export const LOOK = "geoevents:look?";
export const LOOKED = "geoevents:look";
