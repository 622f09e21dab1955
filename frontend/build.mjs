// Builds the front end: one stylesheet, one script, one token file per theme.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const ui = join(here, "..", "src", "bundel", "ui");
const out = join(ui, "static", "ui", "build");

function tokens(values) {
  return Object.entries(values).map(([name, value]) => `--${name}:${value}`).join(";");
}

function stylesheet(theme) {
  // Paper is light, whatever the screen is.
  return [
    `:root{color-scheme:light;${tokens(theme.light)}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-scheme=light]){color-scheme:dark;${tokens(theme.dark)}}}`,
    `@media screen{:root[data-scheme=dark]{color-scheme:dark;${tokens(theme.dark)}}}`,
  ].join("\n");
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const file of await readdir(join(ui, "themes"))) {
  if (!file.endsWith(".json")) continue;
  const theme = JSON.parse(await readFile(join(ui, "themes", file), "utf8"));
  await writeFile(join(out, `theme-${basename(file, ".json")}.css`), stylesheet(theme));
}
await build({
  absWorkingDir: here,
  entryPoints: {
    bundel: "src/main.ts",
    style: "src/css/style.css",
    scheme: "src/scheme.ts",
    telling: "src/telling/page.ts",
    "telling-worker": "src/telling/worker.ts",
  },
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2022", "chrome110", "firefox110", "safari16"],
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
  logLevel: "warning",
});
// Pictures as PNG are drawn on the server, which reads no WOFF2: the same typeface, whole.
const typeface = join(here, "node_modules", "@expo-google-fonts", "atkinson-hyperlegible-next");
await mkdir(join(out, "fonts"));
for (const weight of ["400Regular", "700Bold"]) {
  const file = `AtkinsonHyperlegibleNext_${weight}.ttf`;
  await copyFile(join(typeface, weight, file), join(out, "fonts", file));
}
await copyFile(join(typeface, "LICENSE_FONT"), join(out, "fonts", "OFL.txt"));
console.log("Front end built.");
