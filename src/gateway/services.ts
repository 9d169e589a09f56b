// What the gateway asks of the platform: wire facts, opened services, and the parts that check a request.
import type { Logger } from "pino";
import type { VirtualClock } from "../kit/clock.ts";
import type { AnyService } from "../kit/service.ts";
import type { Protocol, ProtocolName, WireOperation, WireService } from "../wire/wire.ts";
import type { Directory } from "./claim.ts";
import type { Credentials } from "./credentials.ts";

/** A service that is open on its engines. */
export interface OpenService {
  readonly definition: AnyService;
  readonly context: unknown;
}

/** The services of the platform; each is loaded and opened when it is first asked for. */
export interface Services {
  /** Undefined when the platform does not have it, or was told not to serve it. */
  open(model: string): OpenService | Promise<OpenService | undefined> | undefined;
}

/** The wire layer as the gateway uses it. */
export interface WireLayer {
  service(model: string): WireService | Promise<WireService>;
  protocol(name: ProtocolName): Protocol | Promise<Protocol>;
  /** Errors: AwsError ValidationException and its kin, in the protocol's words. */
  validate(operation: WireOperation, input: object): void;
}

export interface Surroundings {
  readonly wire: WireLayer;
  readonly directory: Directory;
  readonly services: Services;
  readonly credentials: Credentials;
  readonly clock: VirtualClock;
  readonly logger: Logger;
}
