// XXH64 and XXH3 against digests that the reference implementation (0.8.4) made, of every length that is treated in a way of its own.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf, hasherOf } from "./algorithms.ts";

const INPUT = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * at * 31 + at * 7 + (at >> 8) * 13) & 255));

/** Length, XXH64, XXH3 in 64 and in 128 bits. */
const DIGESTS: readonly (readonly [number, string, string, string])[] = [
  [0, "ef46db3751d8e999", "2d06800538d394c2", "99aa06d3014798d86001c324468d497f"],
  [1, "e934a84adb052768", "c44bdff4074eecdb", "a6cd5e9392000f6ac44bdff4074eecdb"],
  [3, "9d966a97baccf29a", "1729c78f56ec7369", "2012adb9c9d860b71729c78f56ec7369"],
  [4, "c65f94d12ce17d30", "e5097d6d2a406dde", "845026b94ecb793b2494ffbfb3959765"],
  [8, "a5dcb0145d06632d", "89b9b1111ecd5976", "4132fb07c0432330ce0ff5563c3393fc"],
  [9, "bd47b17e4232c7a8", "442f901347eac6d7", "6cc3a7d0f308d91272ca3cbcd7ef6247"],
  [16, "30464d4471800df6", "3e094ab84274d7e2", "e973c9785debe255c5db1599402c959c"],
  [17, "0d4b28b71992f4f9", "f023ce206c53cb88", "8219c336c5babc21e9c20cd7156aac1e"],
  [31, "d57d4f875127a3e3", "94a5da1595b83f2a", "42f900588efe7adf972179936ca8edf0"],
  [32, "15c2d9802b73abec", "4e0f827a00305880", "d4efec9ae31b15d4d640cdcdee5478d7"],
  [33, "c25d22775553aeec", "ce95cb88847d6102", "4547521a276f1e692f8628ac91baf3c4"],
  [64, "aeae73b68bf266f5", "5926c2c628b8bd40", "6148f6cdefe06a7def25431289170df7"],
  [65, "916eec916947b250", "0bc4c752a7c50505", "3a07e8b1f9a071d936473657f62b2645"],
  [128, "4e6a9982349bbe71", "74cc793e51cbbf70", "b7dc1a8e2a298c315ff0625c7e1e9d5f"],
  [129, "64ea2491e3f70a20", "896bc9b5ee9a02de", "b72d53d90720128de7c6328994fdd22c"],
  [144, "d4e8c884202da29a", "5aa24e1fe0cb7f98", "6f6f0454176ddc065ddcc18e3619c2e5"],
  [240, "e57c3530995adda2", "168ac2eea3381b59", "d379160924f79efe66cbbc5363497aa6"],
  [241, "fb99f1e9aebe8bba", "5f15f12e172b51fa", "037fc7f5eb0e62df5f15f12e172b51fa"],
  [256, "dd55680cb688ff45", "2d280775d960610d", "7fcdf4a64774a6aa2d280775d960610d"],
  [512, "09b23be6b7ac6151", "fc8b6ff14622c39f", "5f1ef23ee38221fffc8b6ff14622c39f"],
  [513, "7614dffc16992a36", "7d94a6ec42b5c8e5", "493f5255fee0f0547d94a6ec42b5c8e5"],
  [1024, "8aaebde972d33b97", "dceaed343cd1f797", "ce1b832a783d00c3dceaed343cd1f797"],
  [1025, "f67de2340ed672bc", "f37e09dac8a20f64", "2dfa87306e78b16df37e09dac8a20f64"],
  [1088, "b75df82f60e75053", "5cec7b83cb062b80", "431e62988e8ab7915cec7b83cb062b80"],
  [2049, "877be9cc2e210eb1", "538173e5cf965355", "e52abdcc138ef3a5538173e5cf965355"],
  [5000, "4f89015f9a4dd8a2", "195d462d3b40f8fe", "19d42047c55f2897195d462d3b40f8fe"],
];
const ALGORITHMS = ["XXHASH64", "XXHASH3", "XXHASH128"] as const;

test("digests of the reference implementation", () => {
  for (const [length, ...expected] of DIGESTS) {
    const digests = ALGORITHMS.map((algorithm) => digestOf(algorithm, INPUT.subarray(0, length)).toString("hex"));
    expect([length, ...digests]).toEqual([length, ...expected]);
  }
});

test("the digest of nothing, as the specification has it", () => {
  expect(digestOf("XXHASH64", Buffer.alloc(0)).toString("hex")).toBe("ef46db3751d8e999");
});

test("chunks do not matter", () => {
  fc.assert(
    fc.property(fc.nat(3000), fc.array(fc.nat(700), { maxLength: 12 }), (length, sizes) => {
      const bytes = INPUT.subarray(0, length);
      for (const algorithm of ALGORITHMS) {
        const hasher = hasherOf(algorithm);
        let at = 0;
        for (const size of sizes) {
          hasher.update(bytes.subarray(at, at + size));
          at = Math.min(length, at + size);
        }
        hasher.update(bytes.subarray(at));
        expect(hasher.digest()).toEqual(digestOf(algorithm, bytes));
      }
    }),
  );
});
