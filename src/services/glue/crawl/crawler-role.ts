// As whom a crawler reads: the role that the user passed to it.
import type { PassedRole } from "../../../kit/peers.ts";

/** Recorded: the ARN of who made a crawler's tables ends so. */
const SESSION_NAME = "AWS-Crawler";

/** `role` is the role's name behind its path, e.g. `service-role/Crawler`. */
export const crawlerRole = (role: string, account: string): PassedRole => ({
  roleArn: `arn:aws:iam::${account}:role/${role}`,
  service: "glue.amazonaws.com",
  sessionName: SESSION_NAME,
});
