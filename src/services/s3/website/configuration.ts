// Website configurations of buckets: what S3 refuses. Recorded unless said otherwise.
import type { RoutingRule, WebsiteConfiguration } from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";
import { WEBSITE_ROUTES_MAX } from "../limits.ts";

/** Errors: InvalidArgument, InvalidRequest, MalformedXML. */
export function checkWebsite(website: WebsiteConfiguration): void {
  const { IndexDocument: index, ErrorDocument: error, RedirectAllRequestsTo: all, RoutingRules: rules } = website;
  if (all !== undefined) {
    if (index !== undefined || error !== undefined || rules !== undefined)
      throw invalidArgument(
        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
        "RedirectAllRequestsTo",
        "not null",
      );
    checkProtocol(all.Protocol);
    return;
  }
  if (index === undefined)
    throw invalidArgument(
      "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      "IndexDocument",
      "null",
    );
  const { Suffix: suffix = "" } = index;
  if (suffix === "" || suffix.includes("/"))
    throw invalidArgument("The IndexDocument Suffix is not well formed", "IndexDocument", suffix);
  if (rules === undefined) return;
  if (rules.length === 0) throw malformedXml();
  if (rules.length > WEBSITE_ROUTES_MAX)
    throw invalidRequest(
      `${rules.length} routing rules provided, the number of routing rules in a website configuration is limited to ${WEBSITE_ROUTES_MAX}.`,
    );
  for (const rule of rules) checkRoute(rule);
}

function checkRoute({ Condition: condition, Redirect: redirect }: RoutingRule): void {
  checkProtocol(redirect?.Protocol);
  if (redirect?.ReplaceKeyPrefixWith !== undefined && redirect.ReplaceKeyWith !== undefined)
    throw invalidRequest("You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  const { HttpErrorCodeReturnedEquals: code, KeyPrefixEquals: prefix } = condition ?? {};
  if (condition !== undefined && code === undefined && prefix === undefined)
    throw invalidRequest(
      "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
    );
}

function checkProtocol(protocol: string | undefined): void {
  if (protocol !== undefined && protocol !== "http" && protocol !== "https")
    throw invalidRequest(
      "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
    );
}
