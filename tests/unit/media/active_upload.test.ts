import { describe, expect, it } from "vitest";
import { activity } from "../../../src/media/active_upload.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string): string => `<svg ${NS} viewBox="0 0 9 9">${inside}</svg>`;
const of = (name: string, text: string): string | undefined =>
  activity(`/assets/img/uploads/${name}`, Buffer.from(text));

describe("a harmless upload", () => {
  it.each([
    ["x.svg", svg('<defs><linearGradient id="a"/></defs><path fill="url(#a)" d="M0 0"/><use xlink:href="#a"/>')],
    [
      "x.svg",
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">${svg("<style>.a{fill:red}</style>")}`,
    ],
    ["x.svg", svg('<image href="data:image/png;base64,AAAA"/><a href="https://a.example/"><text>on</text></a>')],
    ["x.svg", svg('<animate attributeName="opacity" from="0" to="1" dur="1s"/>')],
    ["x.xml", "<rss><channel/></rss>"],
    ["x.jpg", "<html><script>alert(1)</script>"],
    ["x.pdf", "%PDF-1.7"],
    ["x.gpx", '<?xml version="1.0"?><gpx><link href="https://a.example/"/><trk><name>Our walk</name></trk></gpx>'],
    ["x.txt", "1 < 2"],
  ])("is accepted: %s %s", (name, text) => expect(of(name, text)).toBeUndefined());
});

describe("an upload that can run scripts", () => {
  it.each(["x.html", "x.HTM", "x.xhtml", "x.xht", "x.shtml", "x.mhtml", "x.svgz", "x.xsl", "x.js", "x.mjs", "x.swf"])(
    "is recognised by its name: %s",
    (name) => expect(of(name, "")).toContain("browsers open as a page or run"),
  );

  it.each([
    ["x", "<!DOCTYPE html><title>x</title>"],
    ["x.txt", "\n <script>alert(1)</script>"],
    ["x.xml", '<?xml-stylesheet href="x.xsl"?><a/>'],
    ["x.xml", '<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></a>'],
    ["x.xml", '<a xmlns:h="http&#58;//www.w3.org/1999/xhtml"><h:p/></a>'],
    ["x.unknown", svg("<script/>")],
    ["x.gpx", '<gpx xmlns:h="http://www.w3.org/1999/xhtml"><h:script/></gpx>'],
    ["x.opml", '\n<!-- a --><opml xmlns:h="http://www.w3.org/1999/xhtml"><h:p/></opml>'],
    ["x", "<math><mi xlink:href='javascript:a()'/></math>"],
    ["x.svg", `\ufeff${svg("<script>alert(1)</script>")}`],
    ["x.svg", `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:ScRiPt/></s:svg>`],
    ["x.svg", svg("<foreignObject/>")],
    ["x.svg", svg('<rect onload="a()"/>')],
    ["x.svg", svg('<rect ONCLICK="a()"/>')],
    ["x.svg", svg('<a href="java&#10;script:a()"><text>x</text></a>')],
    ["x.svg", svg('<use href="https://a.example/x.svg#a"/>')],
    ["x.svg", svg('<image xlink:href="data:image/svg+xml,x"/>')],
    ["x.svg", svg('<set attributeName="onclick" to="a()"/>')],
    ["x.svg", svg('<animate attributeName="href" values="javascript:a()"/>')],
    ["x.svg", '<svg xmlns:q="http://www.w3.org/1999/xlink"><set attributeName=" q:href" to="javascript:a()"/></svg>'],
    ["x.svg", svg("<style>@import 'https://a.example'</style>")],
    ["x.svg", svg("<style>a{fill:u\\72l(https://a.example)}</style>")],
    ["x.svg", svg("<rect style=\"fill:url( '//a.example' )\"/>")],
    ["x.svg", `<!DOCTYPE svg [<!ENTITY a "<script/>">]>${svg("&a;")}`],
    ["x.svg", `<?xml version="1.0" encoding="UTF-7"?>${svg("+ADw-script+AD4-")}`],
  ])("is recognised by its content: %s %s", (name, text) => expect(of(name, text)).toBeDefined());

  it("is recognised in UTF-16", () => {
    const text = Buffer.from(`\ufeff${svg("<script/>")}`, "utf16le");
    expect(activity("/assets/img/uploads/x.svg", text)).toContain("script");
    // Browsers recognise it without the mark at the beginning, too.
    for (const name of ["x.svg", "x.gpx", "x"]) {
      expect(activity(`/assets/img/uploads/${name}`, text.subarray(2)), name).toContain("UTF-16");
    }
  });
});
