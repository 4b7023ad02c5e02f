import { defineConfig } from "astro/config";
import data from "./src/site.json" with { type: "json" };

export default defineConfig({
  site: data.site.url,
  trailingSlash: "always",
  cacheDir: "./.astro-cache",
});
