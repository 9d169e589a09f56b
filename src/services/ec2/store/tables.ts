// EC2's rows: [account, region, id].
import { table, type Table } from "../../../engines/keyvalue/table.ts";
import type { Kind } from "../errors.ts";

export type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
}

export interface VpcRow extends Tagged {
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly tenancy: "default" | "dedicated";
  /** Undefined: as it was made. */
  readonly dnsSupport?: boolean;
  readonly dnsHostnames?: boolean;
  readonly networkAddressUsageMetrics?: boolean;
}

export interface SubnetRow extends Tagged {
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  readonly isDefault: boolean;
  /** Undefined: as it was made. */
  readonly mapPublicIpOnLaunch?: boolean;
}

export interface RouteTableRow extends Tagged {
  readonly vpcId: string;
  /** Of the main one: how it hangs on its VPC. */
  readonly mainAssociationId: string | undefined;
}

/** One source or destination: SecurityGroupRule, not the IpPermission that may hold several. */
export interface Rule {
  readonly id: string;
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, ... or `-1`. */
  readonly protocol: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly peer:
    | { readonly cidr: string }
    | { readonly cidr6: string }
    | { readonly prefixListId: string }
    | { readonly groupId: string; readonly account: string };
  readonly description?: string | undefined;
}

export interface SecurityGroupRow extends Tagged {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly Rule[];
}

export interface VpcEndpointRow extends Tagged {
  readonly vpcId: string;
  readonly service: "s3" | "dynamodb";
  /** JSON; undefined: everything is allowed. */
  readonly policy: string | undefined;
  readonly routeTableIds: readonly string[];
  readonly createdAt: Date;
  readonly clientToken: string | undefined;
  /** A digest of what it was asked for with; undefined: it was not kept then. */
  readonly asked?: string;
}

export interface Rows {
  readonly vpc: VpcRow;
  readonly subnet: SubnetRow;
  readonly "route-table": RouteTableRow;
  readonly "security-group": SecurityGroupRow;
  readonly "vpc-endpoint": VpcEndpointRow;
}

const first = { version: 1, upgrades: {} } as const;

export const tables: { readonly [Of in Kind]: Table<Rows[Of]> } = {
  vpc: table<VpcRow>({ name: "ec2.vpcs", ...first }),
  subnet: table<SubnetRow>({ name: "ec2.subnets", ...first }),
  "route-table": table<RouteTableRow>({ name: "ec2.route-tables", ...first }),
  "security-group": table<SecurityGroupRow>({ name: "ec2.security-groups", ...first }),
  "vpc-endpoint": table<VpcEndpointRow>({ name: "ec2.vpc-endpoints", ...first }),
};

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** [endpoint id]: where it is, for requests that name only it. */
export const endpointPlaces = table<Place>({ name: "ec2.vpc-endpoint-places", ...first });
/** [account, region]: those that have been given their default VPC, which a user may have deleted since. */
export const furnished = table<Record<string, never>>({ name: "ec2.furnished-regions", ...first });
