// Bundles src/ into classic scripts and style sheets, one of each for maps and one for the page of a text: node build.mjs --outdir DIR
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { minify } from "terser";

// The whole page script with Leaflet and the Arrow reader has to stay this small.
const MAX_MINIFIED = 300_000;
const MAX_GZIP = 100_000;

const { values } = parseArgs({ options: { outdir: { type: "string" }, debug: { type: "boolean", default: false } } });
if (!values.outdir) {
  console.error("error: no output folder; say --outdir DIR");
  process.exit(2);
}
mkdirSync(values.outdir, { recursive: true });

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

// Their licences ask that the notice travels with the code.
const bundled = ["leaflet", "@uwdata/flechette"].map((name) => {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const { version: of } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  return `${name} ${of}\n\n${readFileSync(new URL("LICENSE", folder), "utf8").trim()}\n`;
});
writeFileSync(join(values.outdir, "geoevents.LICENSES.txt"), bundled.join(`\n${"-".repeat(80)}\n\n`));

// For authors of sites, beside the script that it describes.
copyFileSync(new URL("types/geoevents.d.ts", import.meta.url), join(values.outdir, "geoevents.d.ts"));

// Of Leaflet's core, what no page uses: it never asks where its reader is, and warns of no interface of Leaflet 0.7.
const UNUSED = [
  ["Map", "// @method locate(", "// TODO Appropriate docs section?"],
  ["Class", "\t\tcheckDeprecatedMixinEvents(", "\t\tUtil.extend.apply"],
  ["Class", "function checkDeprecatedMixinEvents(", ""],
];
const withoutUnused = {
  name: "without-unused",
  setup({ onLoad }) {
    onLoad({ filter: /leaflet.src.(map.Map|core.Class)\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [name, first, next] of UNUSED.filter(([name]) => path.endsWith(`${name}.js`))) {
        const [from, to] = [contents.indexOf(first), next === "" ? contents.length : contents.indexOf(next)];
        if (from < 0 || to < from) throw new Error(`Leaflet's ${name}.js has other parts than those known here: look for ${first}`);
        contents = contents.slice(0, from) + contents.slice(to);
      }
      return { contents };
    });
  },
};

await build({
  absWorkingDir: new URL(".", import.meta.url).pathname,
  entryPoints: {
    geoevents: "src/index.ts", leaflet: "src/leaflet_whole.ts", reading: "src/reading.ts", host: "src/embed/host.ts",
  },
  outdir: values.outdir,
  bundle: true,
  format: "iife",
  platform: "browser",
  target: ["chrome105", "firefox113", "safari16.4"],
  minify: !values.debug,
  charset: "ascii",
  banner: { js: "/*! Leaflet (c) Volodymyr Agafonkin, CloudMade, BSD-2-Clause; flechette (c) UW Interactive Data Lab, BSD-3-Clause */" },
  loader: { ".png": "dataurl" },
  plugins: [withoutUnused],
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: "warning",
});

for (const name of ["geoevents.js", "geoevents.css", "leaflet.js", "reading.js", "reading.css", "host.js"]) {
  const path = join(values.outdir, name);
  // Once more by terser, which folds what esbuild leaves: 3 % less to send.
  if (name.endsWith(".js") && !values.debug) {
    // Functions in objects become methods, which nothing may call with `new`: the page does not. Plugins that are loaded
    // beside all of Leaflet may do as they like.
    // What is called stays a function of its own: inlined into large ones, hot loops are compiled late and filters take longer.
    const methods = name !== "leaflet.js";
    const { code } = await minify(readFileSync(path, "utf8"), {
      ecma: 2020, compress: { passes: 2, inline: 1, reduce_funcs: false, unsafe: methods, unsafe_methods: methods }, format: { ascii_only: true, comments: "some" },
    });
    writeFileSync(path, code);
  }
  const bytes = readFileSync(path);
  // The script stands inside a page: it must not hold what ends a script element.
  if (/<\/(script|style)|<!--/i.test(bytes.toString("utf8"))) {
    rmSync(path);
    console.error(`error: ${name} holds text that would end its element when inlined`);
    process.exit(1);
  }
  const gzip = gzipSync(bytes, { level: 9 }).length;
  console.log(`${name}: ${statSync(path).size} bytes, ${gzip} gzip`);
  if (name.endsWith(".js") && (bytes.length > MAX_MINIFIED || gzip > MAX_GZIP) && !values.debug) {
    console.error(`error: ${name} is over its budget of ${MAX_MINIFIED} bytes minified, ${MAX_GZIP} bytes gzip`);
    process.exit(1);
  }
}
