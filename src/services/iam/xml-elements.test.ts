import { describe, expect, it } from "vitest";
import { parseXml } from "./xml-elements.ts";

describe("parseXml", () => {
  it("reads elements with their namespaces, attributes and text", () => {
    const root = parseXml(
      `\uFEFF<?xml version="1.0"?>\n<!-- a --><a xmlns="urn:a" xmlns:b='urn:b' x="1 &lt; 2"><b:c/><d>t&#65;&#x42;<![CDATA[<&]]></d></a>`,
    );
    expect(root).toMatchObject({ name: "a", namespace: "urn:a" });
    expect(root?.attributes.get("x")).toBe("1 < 2");
    expect(root?.children.map(({ name, namespace, text }) => [name, namespace, text])).toEqual([
      ["c", "urn:b", ""],
      ["d", "urn:a", "tAB<&"],
    ]);
  });

  it.each([
    "",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a x=1/>",
    "<a x='1' x='2'/>",
    "<b:a/>",
    "<a>&nbsp;</a>",
    "<a>&amp</a>",
    "<a>&#x110000;</a>",
    "<!DOCTYPE a><a/>",
    "<a/>after",
    `${"<a>".repeat(65)}${"</a>".repeat(65)}`,
  ])("refuses %s", (text) => expect(parseXml(text)).toBeUndefined());

  it("takes long input in its stride", () => {
    for (const text of [`<a ${" b".repeat(200_000)}`, `<a>${"<!--".repeat(50_000)}`, `<a b="${"&".repeat(200_000)}"/>`])
      expect(parseXml(text)).toBeUndefined();
  });
});
