// Limits of EC2. Documented as the default quotas and the bounds of parameters.

export const VPCS_MAX = 5;
export const SUBNETS_OF_VPC_MAX = 200;
export const GROUPS_MAX = 2_500;
export const RULES_OF_GROUP_MAX = 120;
export const GATEWAY_ENDPOINTS_MAX = 20;
export const ROUTE_TABLES_OF_VPC_MAX = 200;
export const TAGS_MAX = 50;
export const FILTER_VALUES_MAX = 200;
export const PAGE_MAX = 1_000;
/** Prefix lengths of a VPC and a subnet. */
export const PREFIX = { min: 16, max: 28 } as const;
/** Addresses that AWS keeps in each subnet. */
export const RESERVED_ADDRESSES = 5;
