// What a service says of the websites it hosts (S3's static websites), as the gateway serves them.

export interface Redirect {
  readonly kind: "redirect";
  readonly status: number;
  readonly location: string;
}

/** The object to answer with. */
export interface Page {
  readonly kind: "page";
  readonly key: string;
}

/** One website. Keys are decoded and have no leading slash. */
export interface Site {
  /** What a request for `key` leads to before anything is read. */
  find(key: string, from: SiteAddress): Page | Redirect;
  /** The page in a folder that may stand where no object does. */
  folderPage(key: string): string | undefined;
  /** Where an error of that status leads, by the site's rules. */
  afterError(key: string, status: number, from: SiteAddress): Redirect | undefined;
  /** The object that errors show. */
  readonly errorKey: string | undefined;
}

/** How the site was addressed: redirects stay there unless they say otherwise. */
export interface SiteAddress {
  readonly host: string;
  readonly secure: boolean;
}

/** Errors: AwsError when there is no such bucket, or it has no website. */
export type Websites<Context> = (bucket: string, context: Context) => Promise<Site>;
