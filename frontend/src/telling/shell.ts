// Where the form for without reception is kept, and which files it needs to be drawn.
export const CACHE = "bundel-signals";

export async function staticFiles(page: Response): Promise<string[]> {
  const text = await page.text();
  const found = [...text.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map((match) => match[1] ?? "");
  const styles = found.filter((path) => path.includes(".css"));
  const fonts = await Promise.all(styles.map(fontsOf));
  return [...new Set([...found, ...fonts.flat()])];
}

async function fontsOf(style: string): Promise<string[]> {
  const answer = await fetch(style);
  const text = await answer.text();
  const base = new URL(style, location.origin);
  // The Latin letters are enough for what is written here.
  return [...text.matchAll(/url\(["']?([^"')]+latin-wght-normal[^"')]*\.woff2)["']?\)/g)]
    .map((match) => new URL(match[1] ?? "", base).pathname)
    .filter((path) => !path.includes("latin-ext"));
}
