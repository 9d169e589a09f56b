// Amazon Athena: SQL over the Glue Data Catalog's tables. The table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { type AthenaContext, openAthena, type Sdk } from "./context.ts";
import { gaps } from "./gaps.ts";
import { listEngineVersions } from "./operations/list-engine-versions.ts";

export default defineService<Sdk, AthenaContext, ServiceHost>({
  model: "athena",
  open: openAthena,
  operations: {
    ListEngineVersions: listEngineVersions,
  },
  gaps,
});
