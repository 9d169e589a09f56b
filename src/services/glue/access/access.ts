// What each operation of Glue must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessTable } from "../../../kit/access.ts";
import type { GlueContext, Sdk } from "../context.ts";
import { catalogAccess } from "./catalog.ts";
import { crawlerAccess } from "./crawlers.ts";

export const access: AccessTable<Sdk, GlueContext> = { ...catalogAccess, ...crawlerAccess };
