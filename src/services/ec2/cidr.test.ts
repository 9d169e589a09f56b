import { describe, expect, it } from "vitest";
import { formatCidr, holds, overlap, parseCidr } from "./cidr.ts";

const block = (cidr: string) => parseCidr(cidr)!;

describe("blocks of addresses", () => {
  it("are read, with what lies behind the prefix cleared", () => {
    expect(formatCidr(block("10.1.2.3/16"))).toBe("10.1.0.0/16");
    expect(formatCidr(block("255.255.255.255/0"))).toBe("0.0.0.0/0");
    for (const wrong of ["", "10.0.0.0", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/8/8", "::/0"])
      expect(parseCidr(wrong)).toBeUndefined();
  });

  it("hold and overlap one another", () => {
    expect(holds(block("172.31.0.0/16"), block("172.31.240.0/20"))).toBe(true);
    expect(holds(block("172.31.0.0/20"), block("172.31.0.0/16"))).toBe(false);
    expect(overlap(block("172.31.0.0/20"), block("172.31.0.0/16"))).toBe(true);
    expect(overlap(block("172.31.0.0/20"), block("172.31.16.0/20"))).toBe(false);
  });
});
