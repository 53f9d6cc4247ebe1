// Checked by tsc in the tests: the types for authors of sites are those of the script, no more and no less.
/// <reference path="geoevents.d.ts" />
import type { MapHandle, State, Stats } from "../src/handle.ts";
import type { GeoEvents as Script } from "../src/index.ts";

type Exactly<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

export const page: Exactly<Script, GeoEvents.Page> = true;
export const handle: Exactly<MapHandle, GeoEvents.MapHandle> = true;
export const state: Exactly<Required<State>, Required<GeoEvents.State>> = true;
export const partial: Exactly<keyof State, keyof GeoEvents.State> = true;
export const stats: Exactly<keyof Stats, keyof GeoEvents.Stats> = true;
export const methods: Exactly<keyof MapHandle, keyof GeoEvents.MapHandle> = true;
export const wish: Exactly<keyof NonNullable<Parameters<MapHandle["picture"]>[0]>, keyof GeoEvents.PictureWish> = true;
