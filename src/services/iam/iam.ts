// AWS Identity and Access Management: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { openIam, type IamContext, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";

export default defineService<Sdk, IamContext, ServiceHost>({
  model: "iam",
  open: openIam,
  operations: {},
  access,
  gaps,
  differences,
  close: ({ keyUses }) => keyUses.flush(),
});
