import type { SignatureInput } from '@contract'

/** An input whose `call` names who took it: whoever signed with their PIN. A pen does not do (K-03). */
export function withTaker<Input extends { readonly call?: object }>(
  input: Input,
  taker: SignatureInput | undefined
): Input {
  const by = taker ? { takenBy: taker.personId, ...(taker.by === 'pin' ? { pin: taker.pin } : {}) } : {}
  return { ...input, call: { ...input.call, ...by } }
}
