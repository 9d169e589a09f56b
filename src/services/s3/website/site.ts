// A bucket as a website: index documents, routing rules, redirects. Documented in "Hosting a static website using Amazon S3".
import type { RoutingRule, WebsiteConfiguration } from "@aws-sdk/client-s3";
import type { Page, Redirect, Site, SiteAddress, Websites } from "../../../kit/website.ts";
import { noSuchWebsite } from "../configurations/errors.ts";
import type { S3Context } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

const MOVED_PERMANENTLY = 301;

export const websites: Websites<S3Context> = async (bucket, context) => {
  const { document } = await findConfiguration(context.keyvalue, { Bucket: bucket }, "website");
  if (document === undefined) throw noSuchWebsite(bucket);
  return siteOf(document);
};

export function siteOf(website: WebsiteConfiguration): Site {
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo: all, RoutingRules: rules = [] } = website;
  const suffix = IndexDocument?.Suffix ?? "";
  const matching = (key: string, status: number | undefined): RoutingRule | undefined =>
    rules.find(({ Condition: condition }) => {
      const { KeyPrefixEquals: prefix, HttpErrorCodeReturnedEquals: code } = condition ?? {};
      return key.startsWith(prefix ?? "") && (code === undefined ? status === undefined : code === String(status));
    });
  return {
    errorKey: ErrorDocument?.Key,
    find(key, from): Page | Redirect {
      if (all !== undefined) {
        const location = locationOf(key, { ...from, host: all.HostName ?? from.host }, all.Protocol);
        return { kind: "redirect", status: MOVED_PERMANENTLY, location };
      }
      const rule = matching(key, undefined);
      if (rule !== undefined) return redirectBy(rule, key, from);
      return { kind: "page", key: key === "" || key.endsWith("/") ? key + suffix : key };
    },
    folderPage: (key) => (key === "" || key.endsWith("/") ? undefined : `${key}/${suffix}`),
    afterError(key, status, from): Redirect | undefined {
      const rule = matching(key, status);
      return rule && redirectBy(rule, key, from);
    },
  };
}

function redirectBy(
  { Redirect: redirect = {}, Condition: condition }: RoutingRule,
  key: string,
  from: SiteAddress,
): Redirect {
  const { ReplaceKeyWith, ReplaceKeyPrefixWith, HostName, Protocol, HttpRedirectCode } = redirect;
  const prefix = condition?.KeyPrefixEquals ?? "";
  const target =
    ReplaceKeyWith ?? (ReplaceKeyPrefixWith === undefined ? key : ReplaceKeyPrefixWith + key.slice(prefix.length));
  return {
    kind: "redirect",
    status: HttpRedirectCode === undefined ? MOVED_PERMANENTLY : Number(HttpRedirectCode),
    location: locationOf(target, { ...from, host: HostName ?? from.host }, Protocol),
  };
}

const locationOf = (key: string, { host, secure }: SiteAddress, protocol: string | undefined): string =>
  `${protocol ?? (secure ? "https" : "http")}://${host}/${key.split("/").map(encodeURIComponent).join("/")}`;
