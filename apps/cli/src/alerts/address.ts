import { BlockList, isIP } from "node:net";

/** Networks that are not the public internet: this machine, this house, a cloud's metadata, documentation, multicast. */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic.addSubnet(network, prefix, "ipv4");

/** Of IPv6 only global unicast is public, without what stands for an IPv4 address, or for nothing. */
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const special6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special6.addSubnet(network, prefix, "ipv6");

/**
 * Whether an address is on the public internet. What is no address at all is not.
 *
 * @example
 * ```ts
 * isPublic("169.254.169.254") // false: where a cloud keeps its machines' credentials
 * ```
 */
export function isPublic(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  switch (isIP(plain)) {
    case 4:
      return !notPublic.check(plain, "ipv4");
    case 6:
      return global6.check(plain, "ipv6") && !special6.check(plain, "ipv6");
    default:
      return false;
  }
}
