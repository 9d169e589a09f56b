// EC2, of which there is the network that other services name, and gateway endpoints: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import type { Ec2Context, Sdk } from "./context.ts";
import { honouringDryRun } from "./dry-run.ts";
import { differences, gaps } from "./gaps.ts";
import { authorizeSecurityGroupEgress } from "./operations/authorize-security-group-egress.ts";
import { authorizeSecurityGroupIngress } from "./operations/authorize-security-group-ingress.ts";
import { createRouteTable } from "./operations/create-route-table.ts";
import { createSecurityGroup } from "./operations/create-security-group.ts";
import { createSubnet } from "./operations/create-subnet.ts";
import { createTags } from "./operations/create-tags.ts";
import { createVpcEndpoint } from "./operations/create-vpc-endpoint.ts";
import { createVpc } from "./operations/create-vpc.ts";
import { deleteRouteTable } from "./operations/delete-route-table.ts";
import { deleteSecurityGroup } from "./operations/delete-security-group.ts";
import { deleteSubnet } from "./operations/delete-subnet.ts";
import { deleteTags } from "./operations/delete-tags.ts";
import { deleteVpcEndpoints } from "./operations/delete-vpc-endpoints.ts";
import { deleteVpc } from "./operations/delete-vpc.ts";
import { describeAvailabilityZones } from "./operations/describe-availability-zones.ts";
import { describeNetworkAcls } from "./operations/describe-network-acls.ts";
import { describeNetworkInterfaces } from "./operations/describe-network-interfaces.ts";
import { describePrefixLists } from "./operations/describe-prefix-lists.ts";
import { describeRegions } from "./operations/describe-regions.ts";
import { describeRouteTables } from "./operations/describe-route-tables.ts";
import { describeSecurityGroupRules } from "./operations/describe-security-group-rules.ts";
import { describeSecurityGroups } from "./operations/describe-security-groups.ts";
import { describeSubnets } from "./operations/describe-subnets.ts";
import { describeTags } from "./operations/describe-tags.ts";
import { describeVpcAttribute } from "./operations/describe-vpc-attribute.ts";
import { describeVpcEndpointServices } from "./operations/describe-vpc-endpoint-services.ts";
import { describeVpcEndpoints } from "./operations/describe-vpc-endpoints.ts";
import { describeVpcs } from "./operations/describe-vpcs.ts";
import { modifySubnetAttribute } from "./operations/modify-subnet-attribute.ts";
import { modifyVpcAttribute } from "./operations/modify-vpc-attribute.ts";
import { modifyVpcEndpoint } from "./operations/modify-vpc-endpoint.ts";
import { revokeSecurityGroupEgress } from "./operations/revoke-security-group-egress.ts";
import { revokeSecurityGroupIngress } from "./operations/revoke-security-group-ingress.ts";
import { vpcEndpointsIn } from "./store/resources.ts";

export default defineService<Sdk, Ec2Context, ServiceHost>({
  model: "ec2",
  open: ({ keyvalue, clock, paging }) => ({ keyvalue, clock, paging, vpcEndpoints: vpcEndpointsIn(keyvalue) }),
  operations: honouringDryRun({
    AuthorizeSecurityGroupEgress: authorizeSecurityGroupEgress,
    AuthorizeSecurityGroupIngress: authorizeSecurityGroupIngress,
    CreateRouteTable: createRouteTable,
    CreateSecurityGroup: createSecurityGroup,
    CreateSubnet: createSubnet,
    CreateTags: createTags,
    CreateVpc: createVpc,
    CreateVpcEndpoint: createVpcEndpoint,
    DeleteRouteTable: deleteRouteTable,
    DeleteSecurityGroup: deleteSecurityGroup,
    DeleteSubnet: deleteSubnet,
    DeleteTags: deleteTags,
    DeleteVpc: deleteVpc,
    DeleteVpcEndpoints: deleteVpcEndpoints,
    DescribeAvailabilityZones: describeAvailabilityZones,
    DescribeNetworkAcls: describeNetworkAcls,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribePrefixLists: describePrefixLists,
    DescribeRegions: describeRegions,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroupRules: describeSecurityGroupRules,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeTags: describeTags,
    DescribeVpcAttribute: describeVpcAttribute,
    DescribeVpcEndpointServices: describeVpcEndpointServices,
    DescribeVpcEndpoints: describeVpcEndpoints,
    DescribeVpcs: describeVpcs,
    ModifySubnetAttribute: modifySubnetAttribute,
    ModifyVpcAttribute: modifyVpcAttribute,
    ModifyVpcEndpoint: modifyVpcEndpoint,
    RevokeSecurityGroupEgress: revokeSecurityGroupEgress,
    RevokeSecurityGroupIngress: revokeSecurityGroupIngress,
  }),
  access,
  gaps,
  differences,
});
