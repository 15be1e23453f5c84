import type { EntityManager } from 'typeorm'
import { formatInstant } from '../contract/display'
import type { Instant } from '../kernel/instant'
import { forbidden } from '../kernel/fault'
import { SignInGate, failuresAllowed } from '../platform/session/signInGate'

// One gate per open database: a wrong PIN rolls its unit of work back, so the count cannot live in a row.
const gates = new WeakMap<object, SignInGate>()

function gateOf(manager: EntityManager): SignInGate {
  const gate = gates.get(manager.connection) ?? new SignInGate()
  gates.set(manager.connection, gate)
  return gate
}

/**
 * Tries a PIN given at the counter, one attempt after the other. Wrong ones count per person, also when the act is
 * rolled back; after five the person's PIN is closed for 15 minutes, which ends in `forbidden`. Whether it was right is
 * the answer.
 */
export async function tryPin(
  manager: EntityManager,
  signer: { readonly personId: string; readonly name: string; readonly lockedUntil: Instant | null },
  now: Instant,
  verify: () => Promise<boolean>
): Promise<boolean> {
  const gate = gateOf(manager)
  return gate.enter(signer.personId, async () => {
    const until = [signer.lockedUntil, gate.closedUntil(signer.personId)].find((lock) => lock !== null && lock > now)
    if (until) throw closed(signer.name, until)
    if (await verify()) {
      gate.forget(signer.personId)
      return true
    }
    const lock = gate.countFailure(signer.personId, now)
    if (lock !== null) throw closed(signer.name, lock)
    return false
  })
}

/** Opens a person's PIN again, after an administrator unlocked the account or the person set a new one. */
export function reopenPin(manager: EntityManager, personId: string): void {
  gateOf(manager).forget(personId)
}

const closed = (name: string, until: Instant) =>
  forbidden(
    `${name}的签字码连续输错${failuresAllowed}次，停用至${formatInstant(until).slice(11)}，请改用手写签名，或请系统管理员解锁`
  )
