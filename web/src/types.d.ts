// What the bundler knows and the compiler does not.
declare module "*.png" {
  const url: string;
  export default url;
}
declare module "*.css";
declare module "leaflet/dist/leaflet-src.esm.js";
declare const __VERSION__: string;
interface Uint8ArrayConstructor {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}
declare module "leaflet/src/*";
