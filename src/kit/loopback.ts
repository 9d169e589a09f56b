// Hosts that are this machine, by their name alone.
const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** `hostname` as a URL has it: in lower case, IPv6 addresses in brackets. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);
