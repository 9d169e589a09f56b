// As whom Firehose calls other services: the role that the user passed to it.
import type { PassedRole } from "../../kit/peers.ts";

export const FIREHOSE = "firehose.amazonaws.com";
/** Recorded in CloudTrail events of Firehose. */
const SESSION_NAME = "AWSFirehoseToS3";

export const firehoseRole = (roleArn: string): PassedRole => ({
  roleArn,
  service: FIREHOSE,
  sessionName: SESSION_NAME,
});
