/** Which layout a post gets, when `site.yaml: layouts` maps old names by glob (`*` stands for any characters). */
export function mappedLayout(written: string, layouts: Readonly<Record<string, string>>): string {
  for (const [glob, layout] of Object.entries(layouts)) if (matches(written, glob)) return layout;
  return written;
}

function matches(name: string, glob: string): boolean {
  const pattern = glob.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(name);
}
