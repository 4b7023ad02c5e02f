import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { authorRegistry } from "../../../src/config/authors_and_tags.ts";
import { readSite } from "../../../src/config/site.ts";
import { typesetSettings } from "../../../src/engine/load/typeset.ts";

const SITE = `name: O'Mentors
url: https://blog.example
footer: { text: "It's free.", links: [{ label: O'Mentors, url: /about/ }] }
proof: { quote: "I'm glad.", name: Pat O'Neil, role: "The team's lead" }
`;

const AUTHORS = `ada: { name: Ada O'Day, offer: { label: "Ada's hour", url: "https://a.example/", text: "You'll know." } }
`;

describe("words of settings that readers see", () => {
  const settings = typesetSettings({
    site: readSite(source("content/site.yaml", SITE)).value,
    authors: authorRegistry(source("content/authors.yaml", AUTHORS)).registry,
    authorsFile: undefined,
    tags: undefined,
    layouts: [],
    known: undefined,
    problems: [],
    key: "",
  });

  it("have typeset apostrophes in the footer, the proof and the offers of authors", () => {
    const ada = settings.authors?.find("ada");
    expect([
      settings.site?.footer.text,
      settings.site?.footer.links[0]?.label,
      settings.site?.proof?.quote,
      settings.site?.proof?.name,
      settings.site?.proof?.role,
      ada?.offer?.label,
      ada?.offer?.text,
    ]).toEqual(["It’s free.", "O’Mentors", "I’m glad.", "Pat O’Neil", "The team’s lead", "Ada’s hour", "You’ll know."]);
  });
});
