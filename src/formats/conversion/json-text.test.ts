import { describe, expect, it } from "vitest";
import { foldKeys, hasFoldableKeys, onOneLine, splitDocuments, trimmed } from "./json-text.ts";

const fold = (text: string, lowerCase = true, dotsToUnderscores = false): string => {
  const bytes = Buffer.from(text);
  foldKeys(bytes, { lowerCase, dotsToUnderscores });
  return bytes.toString();
};

const split = (text: string): string[] | undefined => {
  const bytes = Buffer.from(text);
  return splitDocuments(bytes)?.map(({ start, end }) => bytes.subarray(start, end).toString());
};

describe("foldKeys", () => {
  it("lowers keys at every depth and leaves values", () => {
    expect(fold('{"UserId":"ABC","In":{"Deep" : ["X",{"Y":"Z"}]},"é":1}')).toBe(
      '{"userid":"ABC","in":{"deep" : ["X",{"y":"Z"}]},"é":1}',
    );
  });
  it("is not misled by quotes, colons and backslashes in strings", () => {
    expect(fold(String.raw`{"A":"say \"B\": C","D\"E":"\\","F":":"}`)).toBe(
      String.raw`{"a":"say \"B\": C","d\"e":"\\","f":":"}`,
    );
  });
  it("keeps escapes of keys as they are", () => {
    expect(fold(String.raw`{"\u00E9A":1}`)).toBe(String.raw`{"\u00e9a":1}`);
  });
  it("turns dots into underscores", () => {
    expect(fold('{"a.B":"c.d"}', false, true)).toBe('{"a_B":"c.d"}');
  });
  it("says whether it would change anything", () => {
    const folding = { lowerCase: true, dotsToUnderscores: true };
    expect(hasFoldableKeys(Buffer.from('{"a":"B.c"}'), folding)).toBe(false);
    expect(hasFoldableKeys(Buffer.from('{"a":{"b.c":1}}'), folding)).toBe(true);
  });
});

describe("splitDocuments", () => {
  it("finds documents with and without blanks between them", () => {
    expect(split('{"a":1}{"a":"}{"}\n [1] ')).toEqual(['{"a":1}', '{"a":"}{"}', "[1]"]);
    expect(split(" ")).toEqual([]);
  });
  it.each(['{"a":1', '{"a":1]', "5", '"x"', '{"a":"x', '{"a":"x\ny"}', '{"a":1} nope'])("refuses %s", (text) => {
    expect(split(text)).toBeUndefined();
  });
});

it("onOneLine replaces line breaks only", () => {
  expect(Buffer.from(onOneLine(Buffer.from('{\r\n "a": 1\n}'))).toString()).toBe('{   "a": 1 }');
});

it("trimmed drops blanks at both ends", () => {
  expect(Buffer.from(trimmed(Buffer.from(" \n{ } \t"))).toString()).toBe("{ }");
  expect(trimmed(Buffer.from(" \n")).length).toBe(0);
});
