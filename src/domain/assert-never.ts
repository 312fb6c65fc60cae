/** Ends every `switch` over a closed set, so that the compiler lists the places to visit when a member is added. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member: ${JSON.stringify(value)}`);
}
