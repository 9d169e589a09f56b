// Pages of topics and subscriptions.
import type { ListSubscriptionsResponse } from "@aws-sdk/client-sns";
import type { Paging } from "../../kit/paging.ts";
import type { SnsContext } from "./context.ts";
import { invalidParameter } from "./errors.ts";
import { LIST_MAX } from "./limits.ts";
import { subscriptionArn, topicArn, type TopicKey } from "./topic.ts";

interface Listing<Item, Position> {
  /** What is paged, as `Paging.seal` wants it. */
  readonly listing: string;
  readonly token: string | undefined;
  readonly list: (after?: Position) => AsyncGenerator<Item>;
  readonly positionOf: (item: Item) => Position;
}

/** Errors: InvalidParameterException. */
export async function pageOf<Item, Position>(
  paging: Paging,
  { listing, token, list, positionOf }: Listing<Item, Position>,
): Promise<{ readonly items: Item[]; readonly next: string | undefined }> {
  const after = token ? paging.open<Position>(listing, token) : undefined;
  if (token && after === undefined) throw invalidParameter("NextToken Reason: Invalid token"); // inferred
  const items: Item[] = [];
  for await (const item of list(after)) {
    if (items.length === LIST_MAX) {
      const last = items.at(-1);
      return { items, next: last && paging.seal(listing, positionOf(last)) };
    }
    items.push(item);
  }
  return { items, next: undefined };
}

/** Of a topic, or of all topics of the place. */
export async function subscriptionPage(
  { store, host }: SnsContext,
  place: Omit<TopicKey, "name"> & { readonly name?: string },
  token: string | undefined,
): Promise<ListSubscriptionsResponse> {
  const { items, next } = await pageOf(host.paging, {
    listing: `sns.subscriptions/${place.account}/${place.region}/${place.name ?? ""}`,
    token,
    list: (after?: readonly string[]) => store.subscriptions(place, after),
    positionOf: ({ topic, id }) => [topic.name, id],
  });
  const Subscriptions = items.map((one) => ({
    SubscriptionArn: subscriptionArn(one),
    Owner: one.owner,
    Protocol: one.protocol,
    Endpoint: one.endpoint,
    TopicArn: topicArn(one.topic),
  }));
  return { Subscriptions, ...(next !== undefined && { NextToken: next }) };
}
