// Regions and their Availability Zones. Documented: the ones that need no opting in.

export const REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

export interface Zone {
  /** `us-east-1a`. */
  readonly name: string;
  /** `use1-az1`. */
  readonly id: string;
}

const ZONES_USUAL = ["a", "b", "c"];
const ZONES: Readonly<Record<string, readonly string[]>> = { "us-east-1": ["a", "b", "c", "d", "e", "f"] };

/** In every account alike: AWS shuffles which letter is which zone. */
export const zonesOf = (region: string): readonly Zone[] =>
  (ZONES[region] ?? ZONES_USUAL).map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${shortOf(region)}-az${index + 1}`,
  }));

/** `apse1` of `ap-southeast-1`. */
function shortOf(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const short = /^(north|south)(east|west)$/.exec(direction);
  return `${area}${short ? `${short[1]![0]}${short[2]![0]}` : direction.slice(0, 1)}${number}`;
}
