// VPCs, subnets and route tables as Describe operations show them.
import type { RouteTable, Subnet, Vpc } from "@aws-sdk/client-ec2";
import { parseCidr, sizeOf } from "./cidr.ts";
import { arnOf } from "./ids.ts";
import { RESERVED_ADDRESSES } from "./limits.ts";
import { zonesOf } from "./regions.ts";
import type { Named } from "./store/resources.ts";
import type { Place, RouteTableRow, SubnetRow, VpcEndpointRow, VpcRow } from "./store/tables.ts";
import { shownTags } from "./tags.ts";
import { PREFIX_LISTS } from "./vpc-endpoint.ts";

export const shownVpc = ({ id, row }: Named<VpcRow>, { account }: Place): Vpc => ({
  VpcId: id,
  CidrBlock: row.cidr,
  CidrBlockAssociationSet: [
    {
      AssociationId: `vpc-cidr-assoc-${id.slice("vpc-".length)}`,
      CidrBlock: row.cidr,
      CidrBlockState: { State: "associated" },
    },
  ],
  Ipv6CidrBlockAssociationSet: [],
  DhcpOptionsId: "default",
  InstanceTenancy: row.tenancy,
  IsDefault: row.isDefault,
  OwnerId: account,
  State: "available",
  Tags: shownTags(row.tags),
});

export const zoneIdOf = (zone: string, region: string): string =>
  zonesOf(region).find(({ name }) => name === zone)?.id ?? "";

export const shownSubnet = ({ id, row }: Named<SubnetRow>, place: Place): Subnet => ({
  SubnetId: id,
  SubnetArn: arnOf("subnet", place, id),
  VpcId: row.vpcId,
  CidrBlock: row.cidr,
  AvailabilityZone: row.zone,
  AvailabilityZoneId: zoneIdOf(row.zone, place.region),
  AvailableIpAddressCount: sizeOf(parseCidr(row.cidr)!) - RESERVED_ADDRESSES,
  DefaultForAz: row.isDefault,
  MapPublicIpOnLaunch: row.mapPublicIpOnLaunch ?? row.isDefault,
  AssignIpv6AddressOnCreation: false,
  Ipv6CidrBlockAssociationSet: [],
  Ipv6Native: false,
  EnableDns64: false,
  MapCustomerOwnedIpOnLaunch: false,
  OwnerId: place.account,
  State: "available",
  Tags: shownTags(row.tags),
});

/** With the routes that every table has, and those of gateway endpoints. */
export const shownRouteTable = (
  { id, row }: Named<RouteTableRow>,
  { cidr }: VpcRow,
  endpoints: readonly Named<VpcEndpointRow>[],
  { account }: Place,
): RouteTable => ({
  RouteTableId: id,
  VpcId: row.vpcId,
  OwnerId: account,
  PropagatingVgws: [],
  Associations:
    row.mainAssociationId === undefined
      ? []
      : [
          {
            Main: true,
            RouteTableAssociationId: row.mainAssociationId,
            RouteTableId: id,
            AssociationState: { State: "associated" },
          },
        ],
  Routes: [
    { DestinationCidrBlock: cidr, GatewayId: "local", Origin: "CreateRouteTable", State: "active" },
    ...endpoints
      .filter((endpoint) => endpoint.row.routeTableIds.includes(id))
      .map((endpoint) => ({
        DestinationPrefixListId: PREFIX_LISTS[endpoint.row.service],
        GatewayId: endpoint.id,
        Origin: "CreateRoute" as const,
        State: "active" as const,
      })),
  ],
  Tags: shownTags(row.tags),
});
